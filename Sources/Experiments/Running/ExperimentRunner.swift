import Execution
import Foundation
import Records

/// Runs a plan from its inputs to its run folder.
package final class ExperimentRunner {
  /// What is left of a run.
  package struct Outcome: Sendable {
    /// Where everything was recorded.
    package let folder: RunFolder
    /// What `run.json` says.
    package let manifest: RunManifest
  }

  private static let planDigits = 8
  /// The subject of an incident that ended the run; resuming it gets past that.
  private static let runSubject = "run"

  private let plan: ExperimentPlan
  private let text: [UInt8]
  private let resultsFolder: String
  private let arguments: [String]
  private let shard: Shard?
  private let resumed: ResumedRun?
  private let now: () -> Date
  private let watcher: (RunEvent) -> Void
  private var failures = IncidentList()
  private var unsupported = IncidentList()
  private var stores: [RunManifest.StoreInput] = []

  /// Creates a runner of a new run.
  ///
  /// - Parameters:
  ///   - text: The experiment file, verbatim.
  ///   - resultsFolder: Where the run's folder is made, below one of the experiment's name.
  ///   - arguments: The command line, for `run.json`.
  ///   - shard: The part of the cells that is run; nil for all.
  ///   - watcher: Is told how the run goes.
  package init(
    plan: ExperimentPlan, text: [UInt8], resultsFolder: String, arguments: [String],
    shard: Shard? = nil, now: @escaping () -> Date = { Date() },
    watcher: @escaping (RunEvent) -> Void
  ) {
    self.plan = plan
    self.text = text
    self.resultsFolder = resultsFolder
    self.arguments = arguments
    self.shard = shard
    self.now = now
    self.watcher = watcher
    resumed = nil
  }

  /// Creates a runner of what is left of a run.
  package init(
    resuming run: ResumedRun, now: @escaping () -> Date = { Date() },
    watcher: @escaping (RunEvent) -> Void
  ) {
    plan = run.plan
    text = []
    resultsFolder =
      ((run.folder.path as NSString).deletingLastPathComponent as NSString)
      .deletingLastPathComponent
    arguments = run.manifest.arguments
    shard = run.manifest.shard
    self.now = now
    self.watcher = watcher
    resumed = run
  }

  /// Runs every cell of the plan, or of its shard, that is not complete yet.
  ///
  /// - Throws: What keeps the run from being recorded: an input that cannot be read, a folder
  ///   that cannot be written. Cells that fail are recorded.
  package func run() throws -> Outcome {
    let (inputs, descriptions) = try load()
    let build = BuildProvenance.current()
    let matrix = try ExperimentMatrix(
      plan: plan,
      digests: Dictionary(inputs.map { ($0.plan.name, $0.digest) }) { first, _ in first },
      executableDigest: build.executableDigest)
    let cells = matrix.cells.map(\.key)
    let folder: RunFolder
    let lock: RunLock
    var manifest: RunManifest
    if let resumed {
      try resumed.check(build: build, blockSets: descriptions, cells: cells)
      (folder, lock, manifest) = (resumed.folder, resumed.lock, takeUp(resumed))
    } else {
      manifest = try self.manifest(build: build, blockSets: descriptions, cells: cells)
      (folder, lock) = try begin(manifest)
    }
    try JSONFile.write(manifest, to: folder.manifest)
    watcher(.started(folder))
    try withExtendedLifetime(lock) {
      do {
        try run(inputs, matrix: matrix, folder: folder, manifest: &manifest)
        try TableAssembly(folder: folder, keys: manifest.cells).write()
      } catch {
        failures.append(.init(blockSet: nil, subject: Self.runSubject, message: "\(error)"))
        try finish(&manifest, folder)
        throw error
      }
      try finish(&manifest, folder)
    }
    return Outcome(folder: folder, manifest: manifest)
  }

  private func run(
    _ inputs: [LoadedBlockSet], matrix: ExperimentMatrix, folder: RunFolder,
    manifest: inout RunManifest
  ) throws {
    let machines = MachinePool(workerCount: plan.execution.workers.max() ?? 1)
    let errors = StrategyErrors(of: plan, in: folder) { [self] in note($0) }
    for input in inputs {
      let cells = matrix.cells(of: input.plan.name).filter { cell in
        shard?.holds(cell: cell.key) ?? true && !folder.isComplete(cell: cell.key)
      }
      if cells.isEmpty { continue }
      let run = try BlockSetRun(
        input, cells: cells, plan: plan, machines: machines, folder: folder,
        storeRoot: resultsFolder + "/.stores", errors: errors, report: { [self] in note($0) })
      try run.run()
      stores.removeAll { $0.blockSet == input.plan.name }
      stores += run.storeDescriptions
      // Before the cells are complete: of those nobody would meet the incidents again.
      record(in: &manifest)
      try JSONFile.write(manifest, to: folder.manifest)
      try run.complete()
    }
  }

  private func note(_ event: RunEvent) {
    switch event {
    case .failed(let incident): failures.append(incident)
    case .unsupported(let incident): unsupported.append(incident)
    case .absent, .started, .filling, .warning, .strategySaid, .progressed: break
    }
    watcher(event)
  }

  // MARK: Inputs

  private func load() throws -> ([LoadedBlockSet], [RunManifest.BlockSetInput]) {
    var inputs: [LoadedBlockSet] = []
    var descriptions: [RunManifest.BlockSetInput] = []
    for set in plan.blockSets {
      var digest: String?
      var absence: String?
      switch try LoadedBlockSet.load(set) {
      case .success(let input):
        inputs.append(input)
        digest = input.digest
      case .failure(let found):
        absence = found.reason
        watcher(.absent(blockSet: set.name, reason: found.reason))
      }
      descriptions.append(
        .init(
          name: set.name, source: try ResolvedPlan.source(of: set), digest: digest,
          seed: set.generatorSeed,
          absence: absence))
    }
    return (inputs, descriptions)
  }

  // MARK: Run folder

  private func begin(_ manifest: RunManifest) throws -> (RunFolder, RunLock) {
    let folder = try makeFolder(planDigest: manifest.planDigest, startedAt: manifest.startedAt)
    let lock = try RunLock(folder)
    try AtomicFile.write(String(decoding: text, as: UTF8.self), to: folder.experiment)
    try AtomicFile.write(try ResolvedPlan.text(plan), to: folder.resolved)
    try JSONFile.write(
      DataPackage(experiment: plan.name, question: plan.question), to: folder.dataPackage)
    return (folder, lock)
  }

  private func takeUp(_ resumed: ResumedRun) -> RunManifest {
    var manifest = resumed.manifest
    failures = IncidentList(manifest.failures.filter { $0.subject != Self.runSubject })
    unsupported = IncidentList(manifest.unsupported)
    stores = manifest.stores
    manifest.resumedAt = (manifest.resumedAt ?? []) + [UTCTime.text(now())]
    manifest.finishedAt = nil
    manifest.status = .running
    return manifest
  }

  private func makeFolder(planDigest: String, startedAt: String) throws -> RunFolder {
    let time = startedAt.filter { $0 != "-" && $0 != ":" }
    let base =
      "\(resultsFolder)/\(plan.name)/\(time)-\(planDigest.prefix(Self.planDigits))"
      + (shard.map { "-\($0.index)of\($0.count)" } ?? "")
    var path = base
    var number = 2
    // Two runs may start within one second.
    while FileManager.default.fileExists(atPath: path) {
      path = "\(base)-\(number)"
      number += 1
    }
    let folder = RunFolder(path: path)
    do {
      try FileManager.default.createDirectory(
        atPath: folder.cells, withIntermediateDirectories: true)
    } catch {
      throw FileError(path: folder.cells, operation: .create)
    }
    return folder
  }

  private func record(in manifest: inout RunManifest) {
    manifest.failures = failures.incidents
    manifest.unsupported = unsupported.incidents
    manifest.stores = stores
  }

  private func finish(_ manifest: inout RunManifest, _ folder: RunFolder) throws {
    record(in: &manifest)
    manifest.status = manifest.failures.isEmpty ? .finished : .failed
    manifest.finishedAt = UTCTime.text(now())
    try JSONFile.write(manifest, to: folder.manifest)
  }

  private func manifest(
    build: RunManifest.Build, blockSets: [RunManifest.BlockSetInput], cells: [String]
  ) throws -> RunManifest {
    func inputs(_ plans: [StrategyPlan]) -> [RunManifest.StrategyInput] {
      plans.map { plan in
        .init(
          label: plan.label, name: plan.name, version: plan.version,
          options: plan.options.canonicalText,
          needs: plan.needs)
      }
    }
    var manifest = RunManifest(
      experiment: plan.name, question: plan.question, startedAt: UTCTime.text(now()),
      planDigest: Digest.hexadecimal(of: try ResolvedPlan.text(plan)), arguments: arguments,
      workingDirectory: FileManager.default.currentDirectoryPath, seed: plan.seed, build: build,
      machine: MachineProvenance.current(), blockSets: blockSets,
      strategies: inputs(plan.strategies), tiers: inputs(plan.tiers))
    manifest.compareWith = plan.compareWith
    manifest.cells = cells
    manifest.shard = shard
    return manifest
  }
}
