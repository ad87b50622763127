#+ focus: article/essai
#+ shape: none
DELETE { GRAPH <graph/texts> { <article/essai> nif:isString ?text } }
INSERT { GRAPH <graph/texts> { <article/essai> nif:isString ?other } }
WHERE { GRAPH <graph/texts> { <article/essai> nif:isString ?text } BIND(CONCAT(?text, " Fin.") AS ?other) }
