import ArgumentParser
import Capture
import EthereumTypes
import Foundation

/// `balbench blocks capture`: blocks of a node, with what executing them needs.
struct BlocksCaptureCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "capture",
    abstract: "Read blocks and their pre-state from a node by JSON-RPC.",
    discussion: """
      Reads each block, executes it, asks the node for every account, slot, code and block hash \
      that the execution meets, and writes DIR/<chain>-<number>.json.gz (real-block/1): a block \
      set for experiments. The node must keep the states of these blocks (an archive node). \
      Where it has debug_traceBlockByNumber with the prestateTracer, most of the state comes in \
      one answer. Where it has eth_getProof or debug_executionWitness, the trie nodes that prove \
      the state are written beside the block (.witness.json.gz); where it has an access list of \
      the block, that too (.bal.json.gz).

      A block is written only if executing what was captured reproduces its header: gas, logs \
      bloom, from Byzantium on the receipts root and, with a witness, the state root; and if it \
      gives the node's own receipts and access list. The parent, and every hash that BLOCKHASH \
      gives, must follow from the block's parent hash, header by header. Others are named on \
      standard error.

      Run the same command again to go on with a capture that was interrupted: blocks that are \
      there are left as they are. The URL is written nowhere.

      EXAMPLES
        balbench blocks capture --rpc http://localhost:8545 --from 23000000 --to 23000099 -o blocks
        balbench blocks capture --rpc $URL --from 19426587 --to 19426587 -o blocks --parallel 1
        balbench blocks capture --rpc $URL --from 1 --to 500 -o devnet --fork Amsterdam
        balbench blocks capture --rpc $URL --from 23000000 --to 23000009 -o blocks --witness required
        balbench blocks capture --rpc $URL --from 1 --to 500 -o blocks --json | jq .failures
        balbench run experiments/mainnet.yaml --block-set mainnet=blocks

      EXIT CODES
        0  every block is there
        1  a block could not be captured, or the node does not answer
        2  the command line is wrong
      """)

  @Option(help: ArgumentHelp("The node's JSON-RPC endpoint.", valueName: "URL"))
  var rpc: String

  @Option(help: ArgumentHelp("The first block.", valueName: "N"))
  var from: UInt64

  @Option(help: ArgumentHelp("The last block.", valueName: "N"))
  var to: UInt64

  @Option(
    name: .shortAndLong, help: ArgumentHelp("The folder to write to.", valueName: "DIR"),
    completion: .directory)
  var output: String

  @Option(help: ArgumentHelp("How many questions may be under way at once.", valueName: "N"))
  var parallel = 4

  @Option(help: ArgumentHelp("Seconds to wait for an answer.", valueName: "S"))
  var timeout = 60.0

  @Option(
    help: ArgumentHelp("How often a question that failed is asked again.", valueName: "N"))
  var retries = 6

  @Option(
    help: ArgumentHelp(
      "The longest pause before the first repetition; it doubles with each.", valueName: "S"))
  var pause = 0.5

  @Option(help: ArgumentHelp("Seed of the pauses' jitter.", valueName: "N"))
  var seed: UInt64 = 1

  @Option(
    help: ArgumentHelp(
      "The fork of the blocks, on a chain whose forks are not known.", valueName: "F"))
  var fork: Fork?

  @Option(
    help: ArgumentHelp(
      "Check state roots: auto, where the node gives trie nodes; required, refuse other blocks; off.",
      valueName: "MODE"))
  var witness = WitnessMode.auto

  @Flag(
    help:
      "Print the counts of blocks and requests, and every block that is not there and why, as JSON."
  )
  var json = false

  func validate() throws {
    var problems: [String] = []
    if endpoint == nil { problems.append("--rpc is \"\(rpc)\"; use http://… or https://…") }
    if from == 0 { problems.append("--from is 0; the first block has no state before it, use 1") }
    if from > to { problems.append("--from is \(from), after --to, which is \(to)") }
    if from <= to, to - from >= 10_000_000 {
      problems.append("--from to --to is more than 10000000 blocks; capture fewer at a time")
    }
    if !(1...256).contains(parallel) { problems.append("--parallel is \(parallel); use 1 to 256") }
    if !(0.001...86_400).contains(timeout) {
      problems.append("--timeout is \(timeout); use 0.001 to 86400")
    }
    if !(0...100).contains(retries) { problems.append("--retries is \(retries); use 0 to 100") }
    if !(0...60).contains(pause) { problems.append("--pause is \(pause); use 0 to 60") }
    if !problems.isEmpty { throw ValidationError(problems.joined(separator: "\n")) }
  }

  func run() throws {
    guard let endpoint else { preconditionFailure("the endpoint was validated") }
    let node = Node(
      client: RPCClient(
        url: endpoint, timeoutSeconds: timeout,
        policy: RetryPolicy(retries: retries, firstPauseSeconds: pause, seed: seed)))
    let rules = try rules(of: node)
    let folder: CaptureFolder
    do {
      folder = try CaptureFolder(path: output)
    } catch {
      throw CommandFailure(.configuration, "\(output): error: \(error.localizedDescription)")
    }
    let log = CaptureLog(of: from...to, chainID: rules.chainID, from: node, folder: output)
    RangeCapture(
      from...to, from: node, rules: rules, into: folder, witness: witness, parallel: parallel
    ).run { log.add($0, $1) }
    let summary = log.finish()
    if json { try BenchOutput.printJSON([summary]) }
    guard summary.failures.isEmpty else { throw CommandFailure(.failedCells) }
    if !json { print("blocks: \(output)") }
  }

  private var endpoint: URL? {
    guard let url = URL(string: rpc), let host = url.host(), !host.isEmpty,
      ["http", "https"].contains(url.scheme)
    else { return nil }
    return url
  }

  private func rules(of node: Node) throws(CommandFailure) -> CaptureRules {
    let chainID: UInt64
    do throws(RPCError) {
      chainID = try node.chainID()
    } catch {
      throw CommandFailure(.failedCells, "the node does not tell its chain: \(error)")
    }
    guard let rules = CaptureRules(chainID: chainID, fork: fork) else {
      throw CommandFailure(
        .configuration, "error: the forks of chain \(chainID) are not known; give --fork")
    }
    return rules
  }
}

extension WitnessMode: ExpressibleByArgument {}
