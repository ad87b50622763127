#+ focus: article/essai/event/delivery
#+ shape: none
INSERT { GRAPH <graph/essai> {
  <article/autre> a cg:Article ; dcterms:identifier "autre" ; dcterms:language "fr" ; cg:sha256 ?digest .
  <article/autre#char=0,9> a nif:Phrase, nif:Sentence ; nif:beginIndex 0 ; nif:endIndex 9 ; nif:anchorOf "Une autre"@fr ;
    nif:referenceContext <article/autre> ; nif:sentence <article/autre#char=0,9> .
  <article/essai/event/delivery> gaf:denotedBy <article/autre#char=0,9> } }
WHERE { GRAPH <graph/essai> { <article/essai> cg:sha256 ?digest } }
