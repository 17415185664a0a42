import Records
import Reports

/// Rows of runs that are made up, for comparisons of which the outcome is known.
enum RecordedRows {
  static let machine = RunManifest.Machine(cpuModel: "x", cores: 2, operatingSystem: "Linux")

  static func manifest(
    buildMode: String = "release", machine: RunManifest.Machine = machine,
    revision: String = "0123456789abcdef", strategyVersion: String = "1"
  ) -> RunManifest {
    RunManifest(
      experiment: "made", question: "", startedAt: "2026-01-01T00:00:00Z", planDigest: "00",
      arguments: [], workingDirectory: "/", seed: 0,
      build: .init(
        gitRevision: revision, gitDirty: false, swiftVersion: "6.3", buildMode: buildMode,
        executableDigest: "aa"),
      machine: machine,
      blockSets: [.init(name: "set", source: "", digest: "bb", seed: 1, absence: nil)],
      strategies: [
        .init(
          label: "refined", name: "refined", version: strategyVersion, options: "", needs: [])
      ], tiers: [])
  }

  /// Blocks of one way.
  ///
  /// - Parameters:
  ///   - numbers: The blocks' numbers.
  ///   - repeats: The number of repeats, which are the same.
  ///   - change: Makes of a row what the test is about.
  static func blocks(
    _ strategy: String, _ numbers: ClosedRange<UInt64> = 1...20, options: String = "",
    label: String? = nil, workers: Int = 1, repeats: Int = 3, hash: String = "0x",
    change: (inout BlockRow) -> Void = { _ in }
  ) -> [BlockRow] {
    numbers.flatMap { number in
      (1...repeats).map { repetition in
        var row = BlockRow()
        row.identity.blockSet = "set"
        row.identity.blockNumber = number
        row.identity.blockHash = "\(hash)\(number)"
        row.identity.strategy = strategy
        row.identity.options = options
        row.identity.label = label ?? strategy
        row.identity.workers = workers
        row.identity.repetition = repetition
        row.attempts = 1
        row.acceptedTier = 0
        row.shape.countParallelism = 4 + Double(number % 3)
        row.shape.gasParallelism = 3
        row.phases.exec = 1_000_000 + number
        row.total = 2_000_000 + 10_000 * UInt64(number % 7)
        row.phases.merkle = 400_000
        row.wasted = 0
        change(&row)
        return row
      }
    }
  }

  static func run(_ blocks: [BlockRow], _ manifest: RunManifest = manifest()) -> MeasuredRun {
    var run = MeasuredRun(manifest: manifest, metrics: Metric.all)
    for block in blocks { run.add(block) }
    for block in blocks {
      var row = MakespanRow()
      row.identity = block.identity
      row.virtualWorkers = 8
      row.makespanGas = 2_500_000
      row.efficiency = 0.5
      run.add(row)
    }
    return run
  }
}
