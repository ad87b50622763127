#+ focus: actor/state/ML
#+ shape: none
INSERT DATA { GRAPH <graph/reference> { <actor/state/ML> cg:partOf <actor/armed-force/armee-malienne> } }
