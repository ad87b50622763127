#+ focus: article/essai/event/delivery
#+ shape: Denoted
INSERT DATA { GRAPH <graph/essai> { <article/essai/event/delivery> gaf:denotedBy <article/essai#char=0,3> } }
