import EVM
import EthereumTypes
import Foundation
import Fuzzing
import TestSupport
import Testing

private let programFile: URL? = {
  let file = Shared.folder?.appending(path: "evm-bench/programs.json")
  return file.flatMap { FileManager.default.fileExists(atPath: $0.path) ? $0 : nil }
}()

/// The programs of `evm-bench`, whose results several other machines agree on.
@Suite(.enabled(if: programFile != nil, "../shared/evm-bench/programs.json is absent"))
struct BenchmarkProgramTests {
  static let names = [
    "snailtracer", "blake2b_shifts", "sha1_divs/5311", "structarray_alloc", "weierstrudel/15",
    "loop_with_many_jumpdests", "revmc.erc20_transfer", "revmc.hash_10k", "loop.call_child",
    "loop.sload_cold",
  ]

  @Test(arguments: names, [false, true]) func givesWhatOthersGive(
    name: String, stepsAlways: Bool
  ) throws {
    let file = try #require(programFile)
    let programs = try JSONDecoder().decode(ProgramFile.self, from: Data(contentsOf: file))
    let program = try #require(programs.programs.first { $0.name == name })
    let rules = ForkRules.rules(for: try #require(Fork(name: program.fork)))
    var evm = EVM(rules: rules, codeCache: CodeCache(rules: rules))
    evm.stepsAlways = stepsAlways
    evm.beginBlock(try program.env.block(), reader: try program.state())
    let sender = try #require(Address(hex: program.sender))
    let target = try #require(Address(hex: program.to))
    evm.beginTransaction(origin: sender, gasPrice: .zero)
    for address in [sender, target, try #require(Address(hex: program.env.coinbase))] {
      evm.state.warm(evm.state.id(of: address))
    }
    let outcome = evm.execute(
      CallMessage(
        kind: .call(to: target), sender: sender,
        value: try #require(UInt256(hex: program.value)),
        data: try #require([UInt8](hex: program.calldata)), gas: program.gas))
    #expect("\(outcome.status)" == program.expect.status)
    #expect(program.gas - outcome.gasLeft == program.expect.gasUsed)
    #expect(outcome.gasRefund == program.expect.refund)
    #expect(evm.logs.count == program.expect.logs)
    #expect(keccak256(outcome.output).description == program.expect.outputKeccak)
  }
}

private struct ProgramFile: Decodable {
  var programs: [Program]
}

private struct Program: Decodable {
  struct Environment: Decodable {
    var number, timestamp, gasLimit, coinbase, prevRandao, baseFee, chainId: String

    func block() throws -> BlockEnvironment {
      BlockEnvironment(
        number: try word(number).truncatedUInt64, timestamp: try word(timestamp).truncatedUInt64,
        gasLimit: try word(gasLimit).truncatedUInt64,
        feeRecipient: try #require(Address(hex: coinbase)),
        prevRandao: Hash32(word: try word(prevRandao)), baseFee: try word(baseFee),
        chainID: try word(chainId).truncatedUInt64)
    }
  }

  struct Account: Decodable {
    var balance, nonce, code: String
    var storage: [String: String]
  }

  struct Expectation: Decodable {
    var status: String
    var gasUsed: Int64
    var refund: Int64
    var logs: Int
    var outputKeccak: String
  }

  var name, fork, sender, to, value, calldata: String
  var gas: Int64
  var env: Environment
  var pre: [String: Account]
  var expect: Expectation

  func state() throws -> ProgramState {
    var accounts: [Address: ProgramState.Account] = [:]
    for (address, account) in pre {
      var storage: [UInt256: UInt256] = [:]
      for (slot, value) in account.storage { storage[try word(slot)] = try word(value) }
      accounts[try #require(Address(hex: address))] = .init(
        balance: try word(account.balance), nonce: try word(account.nonce).truncatedUInt64,
        code: try #require([UInt8](hex: account.code)), storage: storage)
    }
    return ProgramState(accounts)
  }
}

private func word(_ text: String) throws -> UInt256 { try #require(UInt256(hex: text)) }
