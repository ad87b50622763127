"""Terms of the ontology and of the vocabularies it stands on, as full IRIs.

Written by `python -m graphbuild.generation` from `ontology/conflict.ttl`, `ontology/plover.ttl` and
`ontology/namespaces.ttl`: change those and run it again.
"""

from typing import Final


class cg:
    """Terms of <https://w3id.org/conflictgraph/ns#>."""

    NAMESPACE: Final = "https://w3id.org/conflictgraph/ns#"
    Actor: Final = "https://w3id.org/conflictgraph/ns#Actor"
    ArmedAction: Final = "https://w3id.org/conflictgraph/ns#ArmedAction"
    ArmedForce: Final = "https://w3id.org/conflictgraph/ns#ArmedForce"
    ArmedGroup: Final = "https://w3id.org/conflictgraph/ns#ArmedGroup"
    ArmsTransfer: Final = "https://w3id.org/conflictgraph/ns#ArmsTransfer"
    Article: Final = "https://w3id.org/conflictgraph/ns#Article"
    Basis: Final = "https://w3id.org/conflictgraph/ns#Basis"
    Certainty: Final = "https://w3id.org/conflictgraph/ns#Certainty"
    Claim: Final = "https://w3id.org/conflictgraph/ns#Claim"
    Coercion: Final = "https://w3id.org/conflictgraph/ns#Coercion"
    Commitment: Final = "https://w3id.org/conflictgraph/ns#Commitment"
    DateBasis: Final = "https://w3id.org/conflictgraph/ns#DateBasis"
    DecisionKind: Final = "https://w3id.org/conflictgraph/ns#DecisionKind"
    Diplomacy: Final = "https://w3id.org/conflictgraph/ns#Diplomacy"
    Event: Final = "https://w3id.org/conflictgraph/ns#Event"
    ForceMovement: Final = "https://w3id.org/conflictgraph/ns#ForceMovement"
    GovernmentBody: Final = "https://w3id.org/conflictgraph/ns#GovernmentBody"
    Group: Final = "https://w3id.org/conflictgraph/ns#Group"
    MediaOutlet: Final = "https://w3id.org/conflictgraph/ns#MediaOutlet"
    Occurrence: Final = "https://w3id.org/conflictgraph/ns#Occurrence"
    Organization: Final = "https://w3id.org/conflictgraph/ns#Organization"
    Participation: Final = "https://w3id.org/conflictgraph/ns#Participation"
    Person: Final = "https://w3id.org/conflictgraph/ns#Person"
    Place: Final = "https://w3id.org/conflictgraph/ns#Place"
    Polarity: Final = "https://w3id.org/conflictgraph/ns#Polarity"
    PolicyDecision: Final = "https://w3id.org/conflictgraph/ns#PolicyDecision"
    Precision: Final = "https://w3id.org/conflictgraph/ns#Precision"
    Protest: Final = "https://w3id.org/conflictgraph/ns#Protest"
    Quotation: Final = "https://w3id.org/conflictgraph/ns#Quotation"
    RegisterCategory: Final = "https://w3id.org/conflictgraph/ns#RegisterCategory"
    Request: Final = "https://w3id.org/conflictgraph/ns#Request"
    SpeechAct: Final = "https://w3id.org/conflictgraph/ns#SpeechAct"
    Stance: Final = "https://w3id.org/conflictgraph/ns#Stance"
    State: Final = "https://w3id.org/conflictgraph/ns#State"
    Statement: Final = "https://w3id.org/conflictgraph/ns#Statement"
    Status: Final = "https://w3id.org/conflictgraph/ns#Status"
    Weapon: Final = "https://w3id.org/conflictgraph/ns#Weapon"
    about: Final = "https://w3id.org/conflictgraph/ns#about"
    accuse: Final = "https://w3id.org/conflictgraph/ns#accuse"
    acknowledge: Final = "https://w3id.org/conflictgraph/ns#acknowledge"
    acquit: Final = "https://w3id.org/conflictgraph/ns#acquit"
    actual: Final = "https://w3id.org/conflictgraph/ns#actual"
    adopt: Final = "https://w3id.org/conflictgraph/ns#adopt"
    agent: Final = "https://w3id.org/conflictgraph/ns#agent"
    anchored: Final = "https://w3id.org/conflictgraph/ns#anchored"
    announce: Final = "https://w3id.org/conflictgraph/ns#announce"
    apologise: Final = "https://w3id.org/conflictgraph/ns#apologise"
    appoint: Final = "https://w3id.org/conflictgraph/ns#appoint"
    approve: Final = "https://w3id.org/conflictgraph/ns#approve"
    ask: Final = "https://w3id.org/conflictgraph/ns#ask"
    asserts: Final = "https://w3id.org/conflictgraph/ns#asserts"
    authorise: Final = "https://w3id.org/conflictgraph/ns#authorise"
    ban: Final = "https://w3id.org/conflictgraph/ns#ban"
    bases: Final = "https://w3id.org/conflictgraph/ns#bases"
    basis: Final = "https://w3id.org/conflictgraph/ns#basis"
    breakOff: Final = "https://w3id.org/conflictgraph/ns#breakOff"
    call: Final = "https://w3id.org/conflictgraph/ns#call"
    cancel: Final = "https://w3id.org/conflictgraph/ns#cancel"
    certain: Final = "https://w3id.org/conflictgraph/ns#certain"
    certainties: Final = "https://w3id.org/conflictgraph/ns#certainties"
    certainty: Final = "https://w3id.org/conflictgraph/ns#certainty"
    claim: Final = "https://w3id.org/conflictgraph/ns#claim"
    claimResponsibility: Final = "https://w3id.org/conflictgraph/ns#claimResponsibility"
    condemn: Final = "https://w3id.org/conflictgraph/ns#condemn"
    condition: Final = "https://w3id.org/conflictgraph/ns#condition"
    conditionText: Final = "https://w3id.org/conflictgraph/ns#conditionText"
    confidence: Final = "https://w3id.org/conflictgraph/ns#confidence"
    confirm: Final = "https://w3id.org/conflictgraph/ns#confirm"
    content: Final = "https://w3id.org/conflictgraph/ns#content"
    convene: Final = "https://w3id.org/conflictgraph/ns#convene"
    coreference: Final = "https://w3id.org/conflictgraph/ns#coreference"
    country: Final = "https://w3id.org/conflictgraph/ns#country"
    countryWide: Final = "https://w3id.org/conflictgraph/ns#countryWide"
    criticise: Final = "https://w3id.org/conflictgraph/ns#criticise"
    date: Final = "https://w3id.org/conflictgraph/ns#date"
    dateBases: Final = "https://w3id.org/conflictgraph/ns#dateBases"
    dateBasis: Final = "https://w3id.org/conflictgraph/ns#dateBasis"
    decide: Final = "https://w3id.org/conflictgraph/ns#decide"
    decisionKind: Final = "https://w3id.org/conflictgraph/ns#decisionKind"
    decisionKinds: Final = "https://w3id.org/conflictgraph/ns#decisionKinds"
    declare: Final = "https://w3id.org/conflictgraph/ns#declare"
    demand: Final = "https://w3id.org/conflictgraph/ns#demand"
    denied: Final = "https://w3id.org/conflictgraph/ns#denied"
    denies: Final = "https://w3id.org/conflictgraph/ns#denies"
    deny: Final = "https://w3id.org/conflictgraph/ns#deny"
    deplore: Final = "https://w3id.org/conflictgraph/ns#deplore"
    designate: Final = "https://w3id.org/conflictgraph/ns#designate"
    direct: Final = "https://w3id.org/conflictgraph/ns#direct"
    dismiss: Final = "https://w3id.org/conflictgraph/ns#dismiss"
    dissolve: Final = "https://w3id.org/conflictgraph/ns#dissolve"
    doubts: Final = "https://w3id.org/conflictgraph/ns#doubts"
    earliest: Final = "https://w3id.org/conflictgraph/ns#earliest"
    estimate: Final = "https://w3id.org/conflictgraph/ns#estimate"
    evidence: Final = "https://w3id.org/conflictgraph/ns#evidence"
    exact: Final = "https://w3id.org/conflictgraph/ns#exact"
    expel: Final = "https://w3id.org/conflictgraph/ns#expel"
    explain: Final = "https://w3id.org/conflictgraph/ns#explain"
    explicit: Final = "https://w3id.org/conflictgraph/ns#explicit"
    extend: Final = "https://w3id.org/conflictgraph/ns#extend"
    filler: Final = "https://w3id.org/conflictgraph/ns#filler"
    fund: Final = "https://w3id.org/conflictgraph/ns#fund"
    grammar: Final = "https://w3id.org/conflictgraph/ns#grammar"
    grant: Final = "https://w3id.org/conflictgraph/ns#grant"
    indirect: Final = "https://w3id.org/conflictgraph/ns#indirect"
    inference: Final = "https://w3id.org/conflictgraph/ns#inference"
    injured: Final = "https://w3id.org/conflictgraph/ns#injured"
    intended: Final = "https://w3id.org/conflictgraph/ns#intended"
    isoCode: Final = "https://w3id.org/conflictgraph/ns#isoCode"
    justify: Final = "https://w3id.org/conflictgraph/ns#justify"
    killed: Final = "https://w3id.org/conflictgraph/ns#killed"
    latest: Final = "https://w3id.org/conflictgraph/ns#latest"
    lift: Final = "https://w3id.org/conflictgraph/ns#lift"
    mention: Final = "https://w3id.org/conflictgraph/ns#mention"
    mobilise: Final = "https://w3id.org/conflictgraph/ns#mobilise"
    near: Final = "https://w3id.org/conflictgraph/ns#near"
    negative: Final = "https://w3id.org/conflictgraph/ns#negative"
    noComment: Final = "https://w3id.org/conflictgraph/ns#noComment"
    ongoing: Final = "https://w3id.org/conflictgraph/ns#ongoing"
    order: Final = "https://w3id.org/conflictgraph/ns#order"
    origin: Final = "https://w3id.org/conflictgraph/ns#origin"
    pardon: Final = "https://w3id.org/conflictgraph/ns#pardon"
    partOf: Final = "https://w3id.org/conflictgraph/ns#partOf"
    participation: Final = "https://w3id.org/conflictgraph/ns#participation"
    place: Final = "https://w3id.org/conflictgraph/ns#place"
    plover: Final = "https://w3id.org/conflictgraph/ns#plover"
    polarities: Final = "https://w3id.org/conflictgraph/ns#polarities"
    polarity: Final = "https://w3id.org/conflictgraph/ns#polarity"
    position: Final = "https://w3id.org/conflictgraph/ns#position"
    positive: Final = "https://w3id.org/conflictgraph/ns#positive"
    possible: Final = "https://w3id.org/conflictgraph/ns#possible"
    precision: Final = "https://w3id.org/conflictgraph/ns#precision"
    precisions: Final = "https://w3id.org/conflictgraph/ns#precisions"
    probable: Final = "https://w3id.org/conflictgraph/ns#probable"
    promise: Final = "https://w3id.org/conflictgraph/ns#promise"
    propose: Final = "https://w3id.org/conflictgraph/ns#propose"
    prosecute: Final = "https://w3id.org/conflictgraph/ns#prosecute"
    purpose: Final = "https://w3id.org/conflictgraph/ns#purpose"
    purposeText: Final = "https://w3id.org/conflictgraph/ns#purposeText"
    quantity: Final = "https://w3id.org/conflictgraph/ns#quantity"
    quotation: Final = "https://w3id.org/conflictgraph/ns#quotation"
    quotations: Final = "https://w3id.org/conflictgraph/ns#quotations"
    ratify: Final = "https://w3id.org/conflictgraph/ns#ratify"
    recipient: Final = "https://w3id.org/conflictgraph/ns#recipient"
    recognise: Final = "https://w3id.org/conflictgraph/ns#recognise"
    refuse: Final = "https://w3id.org/conflictgraph/ns#refuse"
    regionWide: Final = "https://w3id.org/conflictgraph/ns#regionWide"
    registerCategories: Final = "https://w3id.org/conflictgraph/ns#registerCategories"
    registerI: Final = "https://w3id.org/conflictgraph/ns#registerI"
    registerII: Final = "https://w3id.org/conflictgraph/ns#registerII"
    registerIII: Final = "https://w3id.org/conflictgraph/ns#registerIII"
    registerIV: Final = "https://w3id.org/conflictgraph/ns#registerIV"
    registerV: Final = "https://w3id.org/conflictgraph/ns#registerV"
    registerVI: Final = "https://w3id.org/conflictgraph/ns#registerVI"
    registerVII: Final = "https://w3id.org/conflictgraph/ns#registerVII"
    registerVIII: Final = "https://w3id.org/conflictgraph/ns#registerVIII"
    reject: Final = "https://w3id.org/conflictgraph/ns#reject"
    relative: Final = "https://w3id.org/conflictgraph/ns#relative"
    report: Final = "https://w3id.org/conflictgraph/ns#report"
    requested: Final = "https://w3id.org/conflictgraph/ns#requested"
    restrict: Final = "https://w3id.org/conflictgraph/ns#restrict"
    reveal: Final = "https://w3id.org/conflictgraph/ns#reveal"
    role: Final = "https://w3id.org/conflictgraph/ns#role"
    sanction: Final = "https://w3id.org/conflictgraph/ns#sanction"
    say: Final = "https://w3id.org/conflictgraph/ns#say"
    sentence: Final = "https://w3id.org/conflictgraph/ns#sentence"
    sha256: Final = "https://w3id.org/conflictgraph/ns#sha256"
    source: Final = "https://w3id.org/conflictgraph/ns#source"
    speechAct: Final = "https://w3id.org/conflictgraph/ns#speechAct"
    speechActs: Final = "https://w3id.org/conflictgraph/ns#speechActs"
    stance: Final = "https://w3id.org/conflictgraph/ns#stance"
    stances: Final = "https://w3id.org/conflictgraph/ns#stances"
    stateOf: Final = "https://w3id.org/conflictgraph/ns#stateOf"
    statement: Final = "https://w3id.org/conflictgraph/ns#statement"
    status: Final = "https://w3id.org/conflictgraph/ns#status"
    statuses: Final = "https://w3id.org/conflictgraph/ns#statuses"
    suggest: Final = "https://w3id.org/conflictgraph/ns#suggest"
    support: Final = "https://w3id.org/conflictgraph/ns#support"
    suspend: Final = "https://w3id.org/conflictgraph/ns#suspend"
    target: Final = "https://w3id.org/conflictgraph/ns#target"
    thank: Final = "https://w3id.org/conflictgraph/ns#thank"
    threaten: Final = "https://w3id.org/conflictgraph/ns#threaten"
    unRegisterCategory: Final = "https://w3id.org/conflictgraph/ns#unRegisterCategory"
    until: Final = "https://w3id.org/conflictgraph/ns#until"
    veto: Final = "https://w3id.org/conflictgraph/ns#veto"
    warn: Final = "https://w3id.org/conflictgraph/ns#warn"
    weapon: Final = "https://w3id.org/conflictgraph/ns#weapon"
    weaponHit: Final = "https://w3id.org/conflictgraph/ns#weaponHit"
    welcome: Final = "https://w3id.org/conflictgraph/ns#welcome"
    withdraw: Final = "https://w3id.org/conflictgraph/ns#withdraw"
    within: Final = "https://w3id.org/conflictgraph/ns#within"

class dcterms:
    """Terms of <http://purl.org/dc/terms/>."""

    NAMESPACE: Final = "http://purl.org/dc/terms/"
    description: Final = "http://purl.org/dc/terms/description"
    hasVersion: Final = "http://purl.org/dc/terms/hasVersion"
    identifier: Final = "http://purl.org/dc/terms/identifier"
    issued: Final = "http://purl.org/dc/terms/issued"
    language: Final = "http://purl.org/dc/terms/language"
    license: Final = "http://purl.org/dc/terms/license"
    provenance: Final = "http://purl.org/dc/terms/provenance"
    references: Final = "http://purl.org/dc/terms/references"
    source: Final = "http://purl.org/dc/terms/source"
    title: Final = "http://purl.org/dc/terms/title"

class gaf:
    """Terms of <http://groundedannotationframework.org/gaf#>."""

    NAMESPACE: Final = "http://groundedannotationframework.org/gaf#"
    denotedBy: Final = "http://groundedannotationframework.org/gaf#denotedBy"

class geo:
    """Terms of <http://www.opengis.net/ont/geosparql#>."""

    NAMESPACE: Final = "http://www.opengis.net/ont/geosparql#"
    Feature: Final = "http://www.opengis.net/ont/geosparql#Feature"
    Geometry: Final = "http://www.opengis.net/ont/geosparql#Geometry"
    asWKT: Final = "http://www.opengis.net/ont/geosparql#asWKT"
    hasGeometry: Final = "http://www.opengis.net/ont/geosparql#hasGeometry"
    sfWithin: Final = "http://www.opengis.net/ont/geosparql#sfWithin"
    wktLiteral: Final = "http://www.opengis.net/ont/geosparql#wktLiteral"

class nif:
    """Terms of <http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#>."""

    NAMESPACE: Final = "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#"
    Context: Final = "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#Context"
    Phrase: Final = "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#Phrase"
    Sentence: Final = "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#Sentence"
    String: Final = "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#String"
    anchorOf: Final = "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#anchorOf"
    beginIndex: Final = "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#beginIndex"
    endIndex: Final = "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#endIndex"
    isString: Final = "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#isString"
    referenceContext: Final = "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#referenceContext"
    sentence: Final = "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#sentence"

class owl:
    """Terms of <http://www.w3.org/2002/07/owl#>."""

    NAMESPACE: Final = "http://www.w3.org/2002/07/owl#"
    Class: Final = "http://www.w3.org/2002/07/owl#Class"
    DatatypeProperty: Final = "http://www.w3.org/2002/07/owl#DatatypeProperty"
    ObjectProperty: Final = "http://www.w3.org/2002/07/owl#ObjectProperty"
    Ontology: Final = "http://www.w3.org/2002/07/owl#Ontology"
    unionOf: Final = "http://www.w3.org/2002/07/owl#unionOf"
    versionIRI: Final = "http://www.w3.org/2002/07/owl#versionIRI"
    versionInfo: Final = "http://www.w3.org/2002/07/owl#versionInfo"

class plover:
    """Terms of <https://w3id.org/conflictgraph/plover/>."""

    NAMESPACE: Final = "https://w3id.org/conflictgraph/plover/"
    ACCUSE: Final = "https://w3id.org/conflictgraph/plover/ACCUSE"
    AGREE: Final = "https://w3id.org/conflictgraph/plover/AGREE"
    AID: Final = "https://w3id.org/conflictgraph/plover/AID"
    ASSAULT: Final = "https://w3id.org/conflictgraph/plover/ASSAULT"
    COERCE: Final = "https://w3id.org/conflictgraph/plover/COERCE"
    CONCEDE: Final = "https://w3id.org/conflictgraph/plover/CONCEDE"
    CONSULT: Final = "https://w3id.org/conflictgraph/plover/CONSULT"
    COOPERATE: Final = "https://w3id.org/conflictgraph/plover/COOPERATE"
    EventType: Final = "https://w3id.org/conflictgraph/plover/EventType"
    MOBILIZE: Final = "https://w3id.org/conflictgraph/plover/MOBILIZE"
    PROTEST: Final = "https://w3id.org/conflictgraph/plover/PROTEST"
    REJECT: Final = "https://w3id.org/conflictgraph/plover/REJECT"
    REQUEST: Final = "https://w3id.org/conflictgraph/plover/REQUEST"
    RETREAT: Final = "https://w3id.org/conflictgraph/plover/RETREAT"
    SANCTION: Final = "https://w3id.org/conflictgraph/plover/SANCTION"
    SUPPORT: Final = "https://w3id.org/conflictgraph/plover/SUPPORT"
    THREATEN: Final = "https://w3id.org/conflictgraph/plover/THREATEN"
    scheme: Final = "https://w3id.org/conflictgraph/plover/scheme"

class prov:
    """Terms of <http://www.w3.org/ns/prov#>."""

    NAMESPACE: Final = "http://www.w3.org/ns/prov#"
    Activity: Final = "http://www.w3.org/ns/prov#Activity"
    Agent: Final = "http://www.w3.org/ns/prov#Agent"
    Entity: Final = "http://www.w3.org/ns/prov#Entity"
    Location: Final = "http://www.w3.org/ns/prov#Location"
    Organization: Final = "http://www.w3.org/ns/prov#Organization"
    Person: Final = "http://www.w3.org/ns/prov#Person"
    SoftwareAgent: Final = "http://www.w3.org/ns/prov#SoftwareAgent"
    generatedAtTime: Final = "http://www.w3.org/ns/prov#generatedAtTime"
    used: Final = "http://www.w3.org/ns/prov#used"
    wasAssociatedWith: Final = "http://www.w3.org/ns/prov#wasAssociatedWith"
    wasAttributedTo: Final = "http://www.w3.org/ns/prov#wasAttributedTo"
    wasDerivedFrom: Final = "http://www.w3.org/ns/prov#wasDerivedFrom"
    wasGeneratedBy: Final = "http://www.w3.org/ns/prov#wasGeneratedBy"

class rdf:
    """Terms of <http://www.w3.org/1999/02/22-rdf-syntax-ns#>."""

    NAMESPACE: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
    Property: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#Property"
    first: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#first"
    langString: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#langString"
    nil: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#nil"
    rest: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#rest"
    type: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
    value: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#value"

class rdfs:
    """Terms of <http://www.w3.org/2000/01/rdf-schema#>."""

    NAMESPACE: Final = "http://www.w3.org/2000/01/rdf-schema#"
    Literal: Final = "http://www.w3.org/2000/01/rdf-schema#Literal"
    comment: Final = "http://www.w3.org/2000/01/rdf-schema#comment"
    domain: Final = "http://www.w3.org/2000/01/rdf-schema#domain"
    label: Final = "http://www.w3.org/2000/01/rdf-schema#label"
    range: Final = "http://www.w3.org/2000/01/rdf-schema#range"
    subClassOf: Final = "http://www.w3.org/2000/01/rdf-schema#subClassOf"
    subPropertyOf: Final = "http://www.w3.org/2000/01/rdf-schema#subPropertyOf"

class schema:
    """Terms of <https://schema.org/>."""

    NAMESPACE: Final = "https://schema.org/"
    Country: Final = "https://schema.org/Country"
    GovernmentOrganization: Final = "https://schema.org/GovernmentOrganization"
    NewsArticle: Final = "https://schema.org/NewsArticle"
    NewsMediaOrganization: Final = "https://schema.org/NewsMediaOrganization"
    Organization: Final = "https://schema.org/Organization"
    Person: Final = "https://schema.org/Person"
    Place: Final = "https://schema.org/Place"
    sameAs: Final = "https://schema.org/sameAs"
    sha256: Final = "https://schema.org/sha256"
    softwareVersion: Final = "https://schema.org/softwareVersion"

class sem:
    """Terms of <http://semanticweb.cs.vu.nl/2009/11/sem/>."""

    NAMESPACE: Final = "http://semanticweb.cs.vu.nl/2009/11/sem/"
    Actor: Final = "http://semanticweb.cs.vu.nl/2009/11/sem/Actor"
    Event: Final = "http://semanticweb.cs.vu.nl/2009/11/sem/Event"
    Place: Final = "http://semanticweb.cs.vu.nl/2009/11/sem/Place"
    Role: Final = "http://semanticweb.cs.vu.nl/2009/11/sem/Role"
    View: Final = "http://semanticweb.cs.vu.nl/2009/11/sem/View"
    eventProperty: Final = "http://semanticweb.cs.vu.nl/2009/11/sem/eventProperty"
    eventType: Final = "http://semanticweb.cs.vu.nl/2009/11/sem/eventType"
    hasActor: Final = "http://semanticweb.cs.vu.nl/2009/11/sem/hasActor"
    hasEarliestBeginTimeStamp: Final = "http://semanticweb.cs.vu.nl/2009/11/sem/hasEarliestBeginTimeStamp"
    hasEndTimeStamp: Final = "http://semanticweb.cs.vu.nl/2009/11/sem/hasEndTimeStamp"
    hasLatestBeginTimeStamp: Final = "http://semanticweb.cs.vu.nl/2009/11/sem/hasLatestBeginTimeStamp"
    hasPlace: Final = "http://semanticweb.cs.vu.nl/2009/11/sem/hasPlace"
    hasTimeStamp: Final = "http://semanticweb.cs.vu.nl/2009/11/sem/hasTimeStamp"
    roleType: Final = "http://semanticweb.cs.vu.nl/2009/11/sem/roleType"

class skos:
    """Terms of <http://www.w3.org/2004/02/skos/core#>."""

    NAMESPACE: Final = "http://www.w3.org/2004/02/skos/core#"
    Concept: Final = "http://www.w3.org/2004/02/skos/core#Concept"
    ConceptScheme: Final = "http://www.w3.org/2004/02/skos/core#ConceptScheme"
    altLabel: Final = "http://www.w3.org/2004/02/skos/core#altLabel"
    broader: Final = "http://www.w3.org/2004/02/skos/core#broader"
    closeMatch: Final = "http://www.w3.org/2004/02/skos/core#closeMatch"
    definition: Final = "http://www.w3.org/2004/02/skos/core#definition"
    example: Final = "http://www.w3.org/2004/02/skos/core#example"
    inScheme: Final = "http://www.w3.org/2004/02/skos/core#inScheme"
    notation: Final = "http://www.w3.org/2004/02/skos/core#notation"
    prefLabel: Final = "http://www.w3.org/2004/02/skos/core#prefLabel"

class wgs:
    """Terms of <http://www.w3.org/2003/01/geo/wgs84_pos#>."""

    NAMESPACE: Final = "http://www.w3.org/2003/01/geo/wgs84_pos#"
    lat: Final = "http://www.w3.org/2003/01/geo/wgs84_pos#lat"
    long: Final = "http://www.w3.org/2003/01/geo/wgs84_pos#long"

class xsd:
    """Terms of <http://www.w3.org/2001/XMLSchema#>."""

    NAMESPACE: Final = "http://www.w3.org/2001/XMLSchema#"
    boolean: Final = "http://www.w3.org/2001/XMLSchema#boolean"
    date: Final = "http://www.w3.org/2001/XMLSchema#date"
    decimal: Final = "http://www.w3.org/2001/XMLSchema#decimal"
    gYear: Final = "http://www.w3.org/2001/XMLSchema#gYear"
    gYearMonth: Final = "http://www.w3.org/2001/XMLSchema#gYearMonth"
    integer: Final = "http://www.w3.org/2001/XMLSchema#integer"
    string: Final = "http://www.w3.org/2001/XMLSchema#string"

PREFIXES: Final[dict[str, str]] = {
    "cg": "https://w3id.org/conflictgraph/ns#",
    "dcterms": "http://purl.org/dc/terms/",
    "gaf": "http://groundedannotationframework.org/gaf#",
    "geo": "http://www.opengis.net/ont/geosparql#",
    "nif": "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "plover": "https://w3id.org/conflictgraph/plover/",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "https://schema.org/",
    "sem": "http://semanticweb.cs.vu.nl/2009/11/sem/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "weapon": "https://w3id.org/conflictgraph/weapon/",
    "wgs": "http://www.w3.org/2003/01/geo/wgs84_pos#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}

SCHEMES: Final[dict[str, frozenset[str]]] = {
    "bases": frozenset({
        "coreference",
        "grammar",
        "inference",
    }),
    "certainties": frozenset({
        "certain",
        "possible",
        "probable",
    }),
    "dateBases": frozenset({
        "anchored",
        "explicit",
        "relative",
    }),
    "decisionKinds": frozenset({
        "acquit",
        "adopt",
        "appoint",
        "approve",
        "authorise",
        "ban",
        "breakOff",
        "cancel",
        "convene",
        "decide",
        "declare",
        "designate",
        "dismiss",
        "dissolve",
        "expel",
        "extend",
        "fund",
        "grant",
        "lift",
        "mobilise",
        "order",
        "pardon",
        "prosecute",
        "ratify",
        "recognise",
        "refuse",
        "restrict",
        "sanction",
        "sentence",
        "suspend",
        "veto",
        "withdraw",
    }),
    "polarities": frozenset({
        "negative",
        "positive",
    }),
    "precisions": frozenset({
        "countryWide",
        "exact",
        "near",
        "regionWide",
    }),
    "quotations": frozenset({
        "direct",
        "indirect",
    }),
    "registerCategories": frozenset({
        "registerI",
        "registerII",
        "registerIII",
        "registerIV",
        "registerV",
        "registerVI",
        "registerVII",
        "registerVIII",
    }),
    "speechActs": frozenset({
        "accuse",
        "acknowledge",
        "announce",
        "apologise",
        "ask",
        "call",
        "claim",
        "claimResponsibility",
        "condemn",
        "confirm",
        "criticise",
        "demand",
        "deny",
        "deplore",
        "estimate",
        "explain",
        "justify",
        "noComment",
        "promise",
        "propose",
        "reject",
        "report",
        "reveal",
        "say",
        "suggest",
        "support",
        "thank",
        "threaten",
        "warn",
        "welcome",
    }),
    "stances": frozenset({
        "asserts",
        "denies",
        "doubts",
    }),
    "statuses": frozenset({
        "actual",
        "denied",
        "intended",
        "requested",
    }),
}
