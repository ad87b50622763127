#+ focus: article/essai/event/delivery/agent/0
#+ shape: Participation
DELETE WHERE { GRAPH <graph/essai> { <article/essai/event/delivery/agent/0> cg:mention ?words } }
