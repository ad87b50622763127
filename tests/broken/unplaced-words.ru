#+ focus: article/essai/event/decision
#+ shape: none
DELETE WHERE { GRAPH <graph/essai> { <article/essai/event/decision> cg:conditionText ?text } }
