#+ focus: article/copie
#+ shape: none
INSERT { GRAPH <graph/copie> { <article/copie> a cg:Article ; dcterms:identifier "essai" ; dcterms:language "fr" ; cg:sha256 ?digest } }
WHERE { GRAPH <graph/essai> { <article/essai> cg:sha256 ?digest } }
