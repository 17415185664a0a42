import ArgumentParser
import BlockSets
import EthereumTypes
import Execution
import Foundation

/// The files that geth's `evm t8n` reads, by its own options, and what its command line says
/// besides.
struct TransitionInput: ParsableArguments {
  @Option(
    name: .customLong("input.alloc"),
    help: ArgumentHelp(
      "The t8n file of the state before the block; else alloc.json.", valueName: "FILE"),
    completion: .file(extensions: ["json"]))
  var allocation: String?

  @Option(
    name: .customLong("input.env"),
    help: ArgumentHelp("The t8n file of the block; else env.json.", valueName: "FILE"),
    completion: .file(extensions: ["json"]))
  var environment: String?

  @Option(
    name: .customLong("input.txs"),
    help: ArgumentHelp(
      "The t8n file of the transactions, JSON or .rlp; else txs.json.", valueName: "FILE"),
    completion: .file(extensions: ["json", "rlp"]))
  var transactions: String?

  @Option(help: ArgumentHelp("The fork of t8n files.", valueName: "FORK"), completion: .forks)
  var fork: String?

  @Option(help: ArgumentHelp("The chain id of t8n files.", valueName: "N"))
  var chainID: UInt64?

  /// Whether files are named one by one.
  var namesFiles: Bool { allocation != nil || environment != nil || transactions != nil }

  /// The blocks that are named one by one, or else those at a path.
  func source(at path: String?) throws -> any BlockSource {
    let fork = try fork.map(ForkArgument.fork)
    guard let path else {
      return TransitionBlockSource(try paths(), fork: fork, chainID: chainID)
    }
    return try TransitionBlockSource(path: path, fork: fork, chainID: chainID)
      ?? BlockFileSource(path: path)
  }

  /// The three files, all of which are there.
  private func paths() throws(CommandFailure) -> TransitionPaths {
    let paths = TransitionPaths(
      allocation: allocation, environment: environment, transactions: transactions)
    let missing = [
      ("alloc", paths.allocation), ("env", paths.environment), ("txs", paths.transactions),
    ].filter { !FileManager.default.fileExists(atPath: $1) }
    guard missing.isEmpty else {
      throw CommandFailure(
        .configuration,
        missing.map { "\($1): error: no such file; --input.\($0) says where it is" }
          .joined(separator: "\n"))
    }
    return paths
  }
}
