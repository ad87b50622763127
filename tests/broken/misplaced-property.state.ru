#+ focus: actor/armed-force/armee-malienne
#+ shape: State
INSERT DATA { GRAPH <graph/reference> { <actor/armed-force/armee-malienne> cg:stateOf <place/geonames/2453866> } }
