import Foundation

/// Where the three files lie that are the input of geth's `evm t8n`.
package struct TransitionPaths: Sendable {
  /// The state before the block.
  package let allocation: String
  /// What the block's header says before execution.
  package let environment: String
  /// The transactions: JSON objects, or the RLP of their list where the name ends in `.rlp`.
  package let transactions: String
  /// The folder that has all three, with its final slash; else the environment's path.
  package let origin: String

  /// Files anywhere; one that is not named has geth's name in the working directory.
  package init(allocation: String?, environment: String?, transactions: String?) {
    self.allocation = allocation ?? Name.allocation
    self.environment = environment ?? Name.environment
    self.transactions = transactions ?? Name.transactions
    origin = self.environment
  }

  /// The files of a folder by geth's names, the transactions as JSON.
  package init(folder: String) {
    self.init(folder: folder, transactions: Name.transactions)
  }

  private init(folder: String, transactions: String) {
    origin = folder.hasSuffix("/") ? folder : folder + "/"
    allocation = origin + Name.allocation
    environment = origin + Name.environment
    self.transactions = origin + transactions
  }

  /// Whether geth, too, would take the transactions for RLP.
  var transactionsAreEncoded: Bool { transactions.hasSuffix(".rlp") }

  private enum Name {
    static let allocation = "alloc.json"
    static let environment = "env.json"
    static let transactions = "txs.json"
    static let encodedTransactions = "txs.rlp"
  }

  /// The files of every folder under a path that has all three, in natural order; none where there
  /// is no folder at the path.
  ///
  /// - Throws: Where a folder has its transactions twice.
  package static func under(_ path: String) throws(BlockSetError) -> [TransitionPaths] {
    let base = path.hasSuffix("/") ? path : path + "/"
    var folders: [String] = []
    let names = FileManager.default.enumerator(atPath: base).map { $0.compactMap { $0 as? String } }
    for name in names ?? [] where name.split(separator: "/").last == Name.environment[...] {
      folders.append(base + name.dropLast(Name.environment.count))
    }
    var found: [TransitionPaths] = []
    for folder in folders.sorted(by: NaturalOrder.precedes)
    where InputFile.exists(folder + Name.allocation) {
      let transactions = [Name.transactions, Name.encodedTransactions]
        .filter { InputFile.exists(folder + $0) }
      guard transactions.count < 2 else {
        throw .unreadable(
          path: folder + Name.encodedTransactions,
          reason: "expected no \(Name.transactions) beside it; keep the one that is meant")
      }
      found += transactions.map { TransitionPaths(folder: folder, transactions: $0) }
    }
    return found
  }
}
