#+ focus: place/geonames/2453866
#+ shape: none
INSERT DATA { GRAPH <graph/reference> { <place/geonames/2453866> cg:within <place/geonames/2449066> } }
