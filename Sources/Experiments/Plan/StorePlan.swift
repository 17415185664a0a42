/// A store that blocks are run from: an item of `execution.store:`.
package indirect enum StorePlan: Hashable, Sendable {
  /// The least and the most microseconds of a cold read.
  package static let coldReadRange = 1...1_000_000
  /// How many reads may be served at once.
  package static let parallelReadsRange = 1...1_024
  /// How many are, where the file does not say.
  package static let defaultParallelReads = 16

  /// The names of the kinds, as in the file.
  enum Kind: String, CaseIterable {
    case memory
    case lmdb
    case latency
  }

  case memory
  /// A database on disk; `nil` puts it below the folder of results.
  case lmdb(path: String?)
  /// Another store, with a chosen time for each cold read.
  case latency(coldReadMicroseconds: Int, parallelReads: Int, over: StorePlan)

  /// The name in records, which says everything that sets it apart.
  package var label: String {
    switch self {
    case .memory, .lmdb(path: nil): kind.rawValue
    case .lmdb(let path?): "\(kind.rawValue)(\(path))"
    case .latency(let coldRead, let parallelReads, .memory):
      "\(kind.rawValue)(\(coldRead)us x\(parallelReads))"
    case .latency(let coldRead, let parallelReads, let base):
      "\(kind.rawValue)(\(coldRead)us x\(parallelReads), \(base.label))"
    }
  }

  private var kind: Kind {
    switch self {
    case .memory: .memory
    case .lmdb: .lmdb
    case .latency: .latency
    }
  }

  /// The plan as an experiment file states it, every default explicit.
  var value: OptionValue {
    switch self {
    case .memory: .string(kind.rawValue)
    case .lmdb(let path):
      .mapping([.init(kind.rawValue, .mapping(path.map { [.init("path", .string($0))] } ?? []))])
    case .latency(let coldRead, let parallelReads, let base):
      .mapping([
        .init(
          kind.rawValue,
          .mapping([
            .init("coldRead_us", .integer(Int128(coldRead))),
            .init("parallelReads", .integer(Int128(parallelReads))),
            .init("over", base.value),
          ]))
      ])
    }
  }
}
