#+ focus: article/essai/event/delivery/place/9
#+ shape: Participation
INSERT DATA { GRAPH <graph/essai> { <article/essai/event/delivery/place/9> a cg:Participation ; cg:role cg:place ; cg:filler <place/geonames/2449066> ; cg:mention <article/essai#char=0,4> ; cg:basis cg:inference ; cg:confidence 0.5 } }
