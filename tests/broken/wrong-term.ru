#+ focus: article/essai/event/decision
#+ shape: Event
DELETE DATA { GRAPH <graph/essai> { <article/essai/event/decision> cg:status cg:actual ; a cg:Occurrence } } ;
INSERT DATA { GRAPH <graph/essai> { <article/essai/event/decision> cg:status cg:certain } }
