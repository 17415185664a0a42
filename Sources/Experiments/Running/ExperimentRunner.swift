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

  private let plan: ExperimentPlan
  private let text: [UInt8]
  private let resultsFolder: String
  private let arguments: [String]
  private let now: () -> Date
  private let watcher: (RunEvent) -> Void
  private var failures: [RunManifest.Incident] = []
  private var unsupported: [RunManifest.Incident] = []
  private var stores: [RunManifest.StoreInput] = []

  /// Creates a runner.
  ///
  /// - Parameters:
  ///   - text: The experiment file, verbatim.
  ///   - resultsFolder: Where the run's folder is made, below one of the experiment's name.
  ///   - arguments: The command line, for `run.json`.
  ///   - watcher: Is told how the run goes.
  package init(
    plan: ExperimentPlan, text: [UInt8], resultsFolder: String, arguments: [String],
    now: @escaping () -> Date = { Date() }, watcher: @escaping (RunEvent) -> Void
  ) {
    self.plan = plan
    self.text = text
    self.resultsFolder = resultsFolder
    self.arguments = arguments
    self.now = now
    self.watcher = watcher
  }

  /// Runs every cell of the plan.
  ///
  /// - Throws: What keeps the run from being recorded: an input that cannot be read, a folder
  ///   that cannot be written. Cells that fail are recorded.
  package func run() throws -> Outcome {
    let (inputs, descriptions) = try load()
    let resolved = try ResolvedPlan.text(plan)
    let build = BuildProvenance.current()
    let matrix = try ExperimentMatrix(
      plan: plan,
      digests: Dictionary(inputs.map { ($0.plan.name, $0.digest) }) { first, _ in first },
      executableDigest: build.executableDigest)
    var manifest = manifest(resolved: resolved, build: build, blockSets: descriptions)
    manifest.compareWith = plan.compareWith
    manifest.cells = matrix.cells.map(\.key)
    let folder = try makeFolder(planDigest: manifest.planDigest, startedAt: manifest.startedAt)
    try AtomicFile.write(String(decoding: text, as: UTF8.self), to: folder.experiment)
    try AtomicFile.write(resolved, to: folder.resolved)
    try JSONFile.write(
      DataPackage(experiment: plan.name, question: plan.question), to: folder.dataPackage)
    try JSONFile.write(manifest, to: folder.manifest)
    watcher(.started(folder))
    do {
      try run(inputs, matrix: matrix, folder: folder)
      try TableAssembly(folder: folder, keys: manifest.cells).write()
    } catch {
      failures.append(.init(blockSet: nil, subject: "run", message: "\(error)"))
      try finish(&manifest, folder)
      throw error
    }
    try finish(&manifest, folder)
    return Outcome(folder: folder, manifest: manifest)
  }

  private func run(
    _ inputs: [LoadedBlockSet], matrix: ExperimentMatrix, folder: RunFolder
  ) throws {
    let machines = MachinePool(workerCount: plan.execution.workers.max() ?? 1)
    let errors = StrategyErrors(of: plan, in: folder) { [self] in note($0) }
    for input in inputs {
      let run = try BlockSetRun(
        input, cells: matrix.cells(of: input.plan.name), plan: plan, machines: machines,
        folder: folder, storeRoot: resultsFolder + "/.stores", errors: errors,
        report: { [self] in note($0) })
      try run.run()
      stores += run.storeDescriptions
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

  private func makeFolder(planDigest: String, startedAt: String) throws -> RunFolder {
    let time = startedAt.filter { $0 != "-" && $0 != ":" }
    let base =
      "\(resultsFolder)/\(plan.name)/\(time)-\(planDigest.prefix(Self.planDigits))"
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

  private func finish(_ manifest: inout RunManifest, _ folder: RunFolder) throws {
    manifest.failures = failures
    manifest.unsupported = unsupported
    manifest.stores = stores
    manifest.status = failures.isEmpty ? .finished : .failed
    manifest.finishedAt = UTCTime.text(now())
    try JSONFile.write(manifest, to: folder.manifest)
  }

  private func manifest(
    resolved: String, build: RunManifest.Build, blockSets: [RunManifest.BlockSetInput]
  ) -> RunManifest {
    func inputs(_ plans: [StrategyPlan]) -> [RunManifest.StrategyInput] {
      plans.map { plan in
        .init(
          label: plan.label, name: plan.name, version: plan.version,
          options: plan.options.canonicalText,
          needs: plan.needs)
      }
    }
    return RunManifest(
      experiment: plan.name, question: plan.question, startedAt: UTCTime.text(now()),
      planDigest: Digest.hexadecimal(of: resolved), arguments: arguments,
      workingDirectory: FileManager.default.currentDirectoryPath, seed: plan.seed, build: build,
      machine: MachineProvenance.current(), blockSets: blockSets,
      strategies: inputs(plan.strategies), tiers: inputs(plan.tiers))
  }
}
