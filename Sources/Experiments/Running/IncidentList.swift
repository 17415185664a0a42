import Records

/// Incidents in the order of their coming, each once: a run that was resumed meets some again.
struct IncidentList {
  private(set) var incidents: [RunManifest.Incident] = []
  private var known: Set<RunManifest.Incident> = []

  init(_ incidents: [RunManifest.Incident] = []) {
    for incident in incidents { append(incident) }
  }

  mutating func append(_ incident: RunManifest.Incident) {
    if known.insert(incident).inserted { incidents.append(incident) }
  }
}
