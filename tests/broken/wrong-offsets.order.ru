#+ focus: article/essai#char=9,4
#+ shape: Piece
INSERT DATA { GRAPH <graph/essai> { <article/essai#char=9,4> a nif:String ; nif:beginIndex 9 ; nif:endIndex 4 ; nif:anchorOf ""@fr ; nif:referenceContext <article/essai> } }
