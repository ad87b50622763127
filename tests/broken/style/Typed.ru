#+ focus: https://w3id.org/conflictgraph/ns#won
DELETE DATA { cg:won a skos:Concept }
