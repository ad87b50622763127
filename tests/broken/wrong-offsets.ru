#+ focus: article/essai#char=0,4
#+ shape: none
#+ also: other-words
DELETE DATA { GRAPH <graph/essai> { <article/essai#char=0,4> nif:endIndex 4 } } ;
INSERT DATA { GRAPH <graph/essai> { <article/essai#char=0,4> nif:endIndex 5 } } ;
DELETE WHERE { GRAPH <graph/texts> { <article/essai> cg:sha256 ?digest . <article/essai> nif:isString ?text } }
