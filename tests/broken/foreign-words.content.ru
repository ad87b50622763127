#+ focus: article/essai/event/statement
#+ shape: none
INSERT { GRAPH <graph/essai> {
  <article/autre> a cg:Article ; dcterms:identifier "autre" ; dcterms:language "fr" ; cg:sha256 ?digest .
  <article/autre#char=0,9> a nif:String ; nif:beginIndex 0 ; nif:endIndex 9 ; nif:anchorOf "Une autre"@fr ;
    nif:referenceContext <article/autre> .
  <article/essai/event/statement> cg:conditionText <article/autre#char=0,9> } }
WHERE { GRAPH <graph/essai> { <article/essai> cg:sha256 ?digest } }
