import BlockSets
import EthereumTypes

/// One of an experiment's inputs: an item of `blockSets:`.
package struct BlockSetPlan: Equatable, Sendable {
  /// Where the blocks come from.
  package enum Source: Equatable, Sendable {
    /// Made by the workload generator.
    case generated(WorkloadParameters)
    /// Read from a file, a directory or the files that a pattern matches.
    case files(Files)
  }

  /// The files of a block set, and which of their blocks.
  package struct Files: Equatable, Sendable {
    /// An absolute path, maybe with `*` and `?`.
    package var path: String
    /// Only chains that start under this fork.
    package var fork: Fork?
    /// Only the first so many blocks.
    package var limit: Int?

    package init(path: String, fork: Fork? = nil, limit: Int? = nil) {
      self.path = path
      self.fork = fork
      self.limit = limit
    }
  }

  /// The name, unique in the experiment.
  package var name: String
  /// Where the blocks come from.
  package var source: Source
  /// Whether the experiment runs without it when its files are not there.
  package var isOptional: Bool

  package init(name: String, source: Source, isOptional: Bool = false) {
    self.name = name
    self.source = source
    self.isOptional = isOptional
  }

  /// The seed of generated blocks.
  package var generatorSeed: UInt64? {
    guard case .generated(let parameters) = source else { return nil }
    return parameters.seed
  }
}
