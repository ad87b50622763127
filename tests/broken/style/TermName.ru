#+ focus: https://w3id.org/conflictgraph/ns#Won
DELETE { cg:won ?p ?o } INSERT { cg:Won ?p ?o } WHERE { cg:won ?p ?o }
