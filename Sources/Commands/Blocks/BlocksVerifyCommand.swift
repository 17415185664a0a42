import ArgumentParser
import BlockSets
import Execution

/// `balbench blocks verify`: whether a block set is whole and right.
struct BlocksVerifyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Check digests, decode, and execute: every block must reproduce its header.",
    discussion: """
      Reads every file and checks its digest, recovers every sender, executes every block and \
      compares gas, receipts, requests, access list and state root with its header. Blocks that \
      are expected to be refused must be. Exits with 1 and names each block that is wrong.

      EXAMPLES
        balbench blocks verify mint-rush
        balbench blocks verify ../shared/mainnet/dev
        balbench blocks verify mint-rush --json | jq .failures
      """)

  @OptionGroup var input: BlockSetInput

  @Flag(help: "Print the counts and everything that is wrong as JSON.")
  var json = false

  private struct Figures: Encodable {
    var verified = 0
    var withStateRoot = 0
    var refused = 0
    var skipped = 0
    var failures: [String] = []
    var damages: [String] = []
  }

  func run() throws {
    try BlockSetInput.reading {
      let damages = try BlockSetFolder.manifests(under: input.path).flatMap { manifest in
        try BlockSetFolder(manifest: manifest).damages()
      }
      guard damages.isEmpty else {
        if json {
          try BenchOutput.printJSON([Figures(damages: damages.map { "\($0)" })])
        } else {
          for damage in damages { print(damage) }
        }
        throw CommandFailure(
          .failedCells, "\(damages.count) files are damaged; no block was executed")
      }
      var verification = BlockSetVerification()
      try verification.run(input.source, progress: try input.progress("verify"))
      try report(verification)
      if !verification.failures.isEmpty { throw CommandFailure(.failedCells) }
    }
  }

  private func report(_ verification: BlockSetVerification) throws {
    if json {
      return try BenchOutput.printJSON([
        Figures(
          verified: verification.verified, withStateRoot: verification.withStateRoot,
          refused: verification.refused, skipped: verification.skipped,
          failures: verification.failures.map { "\($0)" })
      ])
    }
    for failure in verification.failures { print("FAILED \(failure)") }
    var line =
      "\(verification.verified) blocks reproduce their headers, "
      + "\(verification.withStateRoot) of them with the state root"
    if verification.refused > 0 { line += "; \(verification.refused) are refused as expected" }
    if !verification.failures.isEmpty { line += "; \(verification.failures.count) failures" }
    if verification.skipped > 0 { line += "; \(verification.skipped) not executed after them" }
    print(line)
  }
}
