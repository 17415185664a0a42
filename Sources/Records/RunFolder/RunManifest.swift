/// `run.json`: where a run's numbers come from, and how far it got.
package struct RunManifest: Codable, Equatable, Sendable {
  /// How far a run got.
  package enum Status: String, Codable, Sendable {
    /// Not at its end: under way, or killed.
    case running
    /// Every cell was recorded without an error.
    case finished
    /// At least one cell failed; what was recorded stands.
    case failed
  }

  /// The executable and the source it was built from.
  package struct Build: Codable, Equatable, Sendable {
    /// The revision of the source tree around the executable, if git knows one.
    package let gitRevision: String?
    /// Whether that tree had uncommitted changes when the run started.
    package let gitDirty: Bool?
    /// The version of the compiler that built the executable.
    package let swiftVersion: String
    /// debug or release.
    package let buildMode: String
    /// SHA-256 of the executable.
    package let executableDigest: String

    package init(
      gitRevision: String?, gitDirty: Bool?, swiftVersion: String, buildMode: String,
      executableDigest: String
    ) {
      self.gitRevision = gitRevision
      self.gitDirty = gitDirty
      self.swiftVersion = swiftVersion
      self.buildMode = buildMode
      self.executableDigest = executableDigest
    }
  }

  /// The machine that a run's times are of.
  package struct Machine: Codable, Equatable, Sendable {
    package let cpuModel: String
    package let cores: Int
    package let operatingSystem: String

    package init(cpuModel: String, cores: Int, operatingSystem: String) {
      self.cpuModel = cpuModel
      self.cores = cores
      self.operatingSystem = operatingSystem
    }
  }

  /// One of the plan's block sets.
  package struct BlockSetInput: Codable, Equatable, Sendable {
    package let name: String
    /// The path, or the generator's parameters.
    package let source: String
    /// SHA-256 of the input; nil for a set that is absent.
    package let digest: String?
    /// The generator's seed.
    package let seed: UInt64?
    /// Why an optional set was not run.
    package let absence: String?

    package init(name: String, source: String, digest: String?, seed: UInt64?, absence: String?) {
      self.name = name
      self.source = source
      self.digest = digest
      self.seed = seed
      self.absence = absence
    }
  }

  /// One of the plan's strategies.
  package struct StrategyInput: Codable, Equatable, Sendable {
    /// What no client has before it runs a block.
    package static let hypotheticalKnowledge = "attributed-reads"

    package let label: String
    package let name: String
    package let version: String
    package let options: String
    package let needs: [String]

    package init(label: String, name: String, version: String, options: String, needs: [String]) {
      self.label = label
      self.name = name
      self.version = version
      self.options = options
      self.needs = needs
    }

    /// Whether it needs knowledge that no client has before it runs a block.
    package var isHypothetical: Bool { needs.contains(Self.hypotheticalKnowledge) }
  }

  /// A store that a block set was run from.
  package struct StoreInput: Codable, Equatable, Sendable {
    package let label: String
    package let blockSet: String
    /// The folder of its database, if it has one.
    package var path: String?
    /// Whether that database was filled by this run, not found complete.
    package var wasFilled: Bool?
    /// Whether reads came from the disk: what became of the database's pages in memory.
    package var pageCache: String?
    /// Why it could not be opened.
    package var failure: String?

    package init(label: String, blockSet: String) {
      self.label = label
      self.blockSet = blockSet
    }
  }

  /// A cell or a block that did not end in a verdict.
  package struct Incident: Codable, Hashable, Sendable {
    /// The block set; nil for what concerns the whole run.
    package let blockSet: String?
    /// What it concerns: chain, block and strategy, as far as known.
    package let subject: String
    package let message: String

    package init(blockSet: String?, subject: String, message: String) {
      self.blockSet = blockSet
      self.subject = subject
      self.message = message
    }
  }

  /// A run that was merged into this one.
  package struct Part: Codable, Equatable, Sendable {
    package let path: String
    package let shard: String?
    package let startedAt: String
    package let finishedAt: String?
    package let machine: Machine

    package init(
      path: String, shard: String?, startedAt: String, finishedAt: String?, machine: Machine
    ) {
      self.path = path
      self.shard = shard
      self.startedAt = startedAt
      self.finishedAt = finishedAt
      self.machine = machine
    }
  }

  /// The version of this file's form.
  package var schema = 1
  package var experiment: String
  package var question: String
  package var status = Status.running
  package var startedAt: String
  package var finishedAt: String?
  /// When it was taken up again after it had been killed.
  package var resumedAt: [String]?
  /// The part of the plan's cells that it runs; nil for all.
  package var shard: Shard?
  /// The runs that it was put together from.
  package var mergedFrom: [Part]?
  /// SHA-256 of `resolved.yaml`.
  package var planDigest: String
  package var arguments: [String]
  package var workingDirectory: String
  /// The seed of the order in which strategies take turns.
  package var seed: UInt64
  package var build: Build
  package var machine: Machine
  package var blockSets: [BlockSetInput]
  package var strategies: [StrategyInput]
  package var tiers: [StrategyInput]
  /// The stores, as they were opened for each block set.
  package var stores: [StoreInput] = []
  /// Figures of elsewhere that the run is compared with.
  package var compareWith: ReferenceFigures?
  /// The keys of all cells of the plan, in the order of the tables.
  package var cells: [String] = []
  /// Cells that failed.
  package var failures: [Incident] = []
  /// Blocks that this build cannot run.
  package var unsupported: [Incident] = []

  package init(
    experiment: String, question: String, startedAt: String, planDigest: String,
    arguments: [String], workingDirectory: String, seed: UInt64, build: Build, machine: Machine,
    blockSets: [BlockSetInput], strategies: [StrategyInput], tiers: [StrategyInput]
  ) {
    self.experiment = experiment
    self.question = question
    self.startedAt = startedAt
    self.planDigest = planDigest
    self.arguments = arguments
    self.workingDirectory = workingDirectory
    self.seed = seed
    self.build = build
    self.machine = machine
    self.blockSets = blockSets
    self.strategies = strategies
    self.tiers = tiers
  }
}
