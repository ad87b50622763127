#+ focus: article/essai#char=0,4
#+ shape: none
DELETE DATA { GRAPH <graph/essai> { <article/essai#char=0,4> nif:anchorOf "Kiev"@fr } } ;
INSERT DATA { GRAPH <graph/essai> { <article/essai#char=0,4> nif:anchorOf "Kyïv"@fr } }
