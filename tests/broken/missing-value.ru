#+ focus: article/essai/event/decision
#+ shape: PolicyDecision
DELETE WHERE { GRAPH <graph/essai> { <article/essai/event/decision> cg:decisionKind ?kind } }
