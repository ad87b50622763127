#+ focus: https://w3id.org/conflictgraph/ns#results
INSERT DATA { cg:results a skos:ConceptScheme ; rdfs:label "résultats"@fr, "results"@en }
