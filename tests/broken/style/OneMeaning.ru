#+ focus: https://w3id.org/conflictgraph/ns#outcome
INSERT DATA { cg:outcome a skos:Concept ; skos:prefLabel "issue"@fr, "outcome"@en ; skos:inScheme cg:outcomes }
