#+ focus: actor/armed-force/armee-malienne
#+ shape: Actor
DELETE WHERE { GRAPH <graph/reference> { <actor/armed-force/armee-malienne> cg:country ?state } } ;
INSERT DATA { GRAPH <graph/reference> { <actor/armed-force/armee-malienne> cg:country <actor/state/XX> } }
