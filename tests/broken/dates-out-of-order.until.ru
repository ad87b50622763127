#+ focus: article/essai/event/decision
#+ shape: Dated
INSERT DATA { GRAPH <graph/essai> { <article/essai/event/decision> cg:until "2024-11-18"^^xsd:date } }
