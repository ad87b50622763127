#+ focus: place/geonames/2449066
#+ shape: Place
DELETE WHERE { GRAPH <graph/reference> { <place/geonames/2449066> cg:precision ?fine } }
