#+ focus: article/essai
#+ shape: Article
DELETE WHERE { GRAPH <graph/essai> { <article/essai> cg:sha256 ?digest } } ;
INSERT DATA { GRAPH <graph/essai> { <article/essai> cg:sha256 "abc" } } ;
DELETE WHERE { GRAPH <graph/texts> { <article/essai> nif:isString ?text } }
