#+ focus: https://w3id.org/conflictgraph/ns#Armies
INSERT DATA { cg:Armies a owl:Class ; rdfs:label "armées"@fr, "armies"@en ; skos:definition "Des armées."@fr, "Armies."@en ; rdfs:subClassOf cg:Battle ; skos:example "« les armées »"@fr }
