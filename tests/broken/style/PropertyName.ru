#+ focus: https://w3id.org/conflictgraph/ns#Losses
DELETE { cg:losses ?p ?o } INSERT { cg:Losses ?p ?o } WHERE { cg:losses ?p ?o }
