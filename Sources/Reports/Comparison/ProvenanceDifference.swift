import Records

/// Something in which the provenance of two runs differs.
package struct ProvenanceDifference: Equatable, Encodable, Sendable {
  /// What differs.
  package let what: String
  /// The baseline's.
  package let baseline: String
  /// The other run's.
  package let candidate: String

  private static let digestDigits = 12

  /// All that differs between two runs.
  static func all(_ candidate: RunManifest, with baseline: RunManifest) -> [ProvenanceDifference] {
    var differences: [ProvenanceDifference] = []
    func compare(_ what: String, _ value: (RunManifest) -> String) {
      let (one, other) = (value(baseline), value(candidate))
      if one != other { differences.append(.init(what: what, baseline: one, candidate: other)) }
    }
    compare("experiment", \.experiment)
    compare("plan") { String($0.planDigest.prefix(digestDigits)) }
    compare("seed") { "\($0.seed)" }
    compare("revision") {
      ($0.build.gitRevision.map { String($0.prefix(digestDigits)) } ?? "unknown")
        + ($0.build.gitDirty == true ? ", with changes" : "")
    }
    compare("build mode", \.build.buildMode)
    compare("compiler", \.build.swiftVersion)
    compare("executable") { String($0.build.executableDigest.prefix(digestDigits)) }
    compare("CPU") { "\($0.machine.cpuModel), \($0.machine.cores) cores" }
    compare("operating system", \.machine.operatingSystem)
    let sets = (baseline.blockSets + candidate.blockSets).map(\.name).distinct
    for name in sets {
      compare("block set \(name)") { run in
        guard let set = run.blockSets.first(where: { $0.name == name }) else { return "none" }
        return set.digest.map { String($0.prefix(digestDigits)) } ?? "not there"
      }
    }
    for name in (baseline.strategies + candidate.strategies).map(\.name).distinct {
      compare("version of \(name)") { run in
        run.strategies.first { $0.name == name }?.version ?? "none"
      }
    }
    compare("tiers") { $0.tiers.map(\.label).joined(separator: ", ") }
    return differences
  }
}

extension RunManifest {
  /// The machines that its times are of: several of a merged run.
  private var machines: [Machine] {
    [machine] + (mergedFrom ?? []).map(\.machine).filter { $0 != machine }
  }

  /// Why its times say nothing, if so.
  var timesObstacle: String? {
    if build.buildMode != "release" { return "a \(build.buildMode) build: build with -c release" }
    if machines.count > 1 { return "it was merged from runs on machines that differ" }
    return nil
  }

  /// Why its times cannot be compared with another run's, if so.
  func timesObstacle(with other: RunManifest) -> String? {
    if let obstacle = other.timesObstacle ?? timesObstacle { return obstacle }
    return machine == other.machine
      ? nil : "the machines differ: run both on one machine, best in one experiment"
  }
}
