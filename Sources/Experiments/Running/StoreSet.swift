import EVM
import Execution
import Records

/// The stores that a block set's cells read from.
///
/// A database is opened once for the block set, and filled first where it has to be. One that
/// cannot be opened fails the cells that need it, and no others.
struct StoreSet {
  /// The stores that a chain's blocks are run from, by their labels.
  typealias Opened = [String: Result<any StateStore, StateReadError>]

  private let plans: [StorePlan]
  private let input: LoadedBlockSet
  private let defaultRoot: String
  /// By the folder that databases of all block sets lie in.
  private var databases: [String: Result<LMDBDatabase, StateReadError>] = [:]

  /// - Parameters:
  ///   - defaultRoot: Where databases lie for which the plan names no folder.
  ///   - filling: Is told before a database is filled, and why.
  init(
    _ plans: [StorePlan], for input: LoadedBlockSet, defaultRoot: String,
    filling: (String) -> Void
  ) {
    self.plans = plans
    self.input = input
    self.defaultRoot = defaultRoot
    for root in Set(plans.compactMap(root)).sorted() {
      databases[root] = Result { () throws(StateReadError) in
        try LMDBDatabase(in: root, of: input.blocks, digest: input.digest, filling: filling)
      }
    }
  }

  /// Opens every store for a chain.
  ///
  /// - Parameter chain: The chain's place in the block set, from 0.
  func open(on runner: ChainRunner, chain: Int) -> Opened {
    var opened: Opened = [:]
    for plan in plans {
      opened[plan.label] = source(of: plan).map { runner.openStore($0, chain: chain) }
    }
    return opened
  }

  /// What `run.json` says of the stores.
  var descriptions: [RunManifest.StoreInput] {
    plans.map { plan in
      let database = root(of: plan).flatMap { databases[$0] }
      var description = RunManifest.StoreInput(
        label: plan.label, blockSet: input.plan.name)
      switch database {
      case .success(let database):
        description.path = database.folder
        description.wasFilled = database.wasFilled
        description.pageCache = database.pageCacheReport
      case .failure(let error): description.failure = "\(error)"
      case nil: break
      }
      return description
    }
  }

  /// Why runs may have found pages of a database in memory, store by store.
  var warnings: [String] {
    databases.keys.sorted().compactMap { root in
      guard case .success(let database) = databases[root], database.keptPages,
        let report = database.pageCacheReport
      else { return nil }
      return "\(database.folder): \(report); its reads are not cold"
    }
  }

  private func source(of plan: StorePlan) -> Result<StoreSource, StateReadError> {
    switch plan {
    case .memory: .success(.memory)
    case .lmdb:
      root(of: plan).flatMap { databases[$0] }?.map(StoreSource.lmdb)
        ?? .failure(.store("the database was not opened"))
    case .latency(let coldRead, let parallelReads, let base):
      source(of: base).map {
        .latency(coldReadMicroseconds: coldRead, parallelReads: parallelReads, over: $0)
      }
    }
  }

  /// The folder of databases that a store needs; `nil` where it needs none.
  private func root(of plan: StorePlan) -> String? {
    switch plan {
    case .memory: nil
    case .lmdb(let path): path ?? defaultRoot
    case .latency(_, _, let base): root(of: base)
    }
  }
}
