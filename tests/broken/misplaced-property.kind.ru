#+ focus: article/essai/event/statement
#+ shape: DecisionOnly
INSERT DATA { GRAPH <graph/essai> { <article/essai/event/statement> cg:decisionKind cg:order } }
