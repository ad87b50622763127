#+ focus: article/essai/event/delivery/agent/0
#+ shape: Participation
DELETE WHERE { GRAPH <graph/essai> { <article/essai/event/delivery/agent/0> cg:confidence ?any } } ;
INSERT DATA { GRAPH <graph/essai> { <article/essai/event/delivery/agent/0> cg:confidence 1.5 } }
