#+ focus: article/essai/event/delivery
#+ shape: none
INSERT DATA { GRAPH <graph/essai> { <article/essai/event/delivery> cg:target <place/geonames/2449066> } }
