#+ focus: article/essai/event/decision
#+ shape: Told
DELETE DATA { GRAPH <graph/essai> { <article/essai/event/decision> a cg:Occurrence } }
