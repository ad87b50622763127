#+ focus: actor/state/ML
#+ shape: none
INSERT DATA { GRAPH <graph/reference> { <actor/state/ML> a cg:Place ; cg:precision cg:countryWide } }
