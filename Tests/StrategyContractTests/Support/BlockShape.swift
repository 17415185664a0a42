import BlockSets
import EthereumTypes
import Execution
import Testing

/// Blocks that a strategy must cope with, whatever it makes of them.
enum BlockShape: String, CaseIterable, CustomStringConvertible {
  case empty
  case oneTransaction
  case thousandTransactions
  case creationsOnly
  case oneSender
  case setCode
  case accessLists
  case mixed

  var description: String { rawValue }

  /// A chain of one block of this shape; sealed once, for all tests.
  func chain() throws -> BlockChain { try #require(Self.chains[self]) }

  private static let chains: [BlockShape: BlockChain] = Dictionary(
    uniqueKeysWithValues: allCases.compactMap { shape in
      (try? shape.sealed()).map { (shape, $0) }
    })

  private func sealed() throws -> BlockChain {
    if self == .mixed { return try Self.generated() }
    var draft = BlockDraft()
    write(into: &draft)
    return try draft.sealed()
  }

  private static func generated() throws -> BlockChain {
    let mix = WorkloadMix([
      .transfer: 8, .token: 6, .swap: 4, .oracleRead: 4, .oracleUpdate: 2, .counter: 1,
    ])
    let source = GeneratedBlockSource(
      WorkloadParameters(
        seed: 11, blocks: 1, transactions: 60, mix: mix, accounts: 100, tokens: 4, pools: 3))
    var found: BlockChain?
    try source.forEachChain { found = $0 }
    return try #require(found)
  }

  private func write(into draft: inout BlockDraft) {
    let targets = [BlockDraft.counter, BlockDraft.caller]
    switch self {
    case .empty, .mixed: break
    case .oneTransaction: draft.send(from: 0, to: BlockDraft.counter)
    case .thousandTransactions:
      for number in 0..<1000 {
        let isCall = number % 10 == 0
        let to = isCall ? targets[number / 10 % 2] : BlockDraft.address(0xb000 + number)
        draft.send(from: number % BlockDraft.accountCount, to: to, value: isCall ? 0 : 1)
      }
    case .creationsOnly:
      // Initcode that calls the counter through another contract, or nothing at all.
      for number in 0..<20 {
        draft.send(
          from: number, to: nil,
          data: number % 3 == 0 ? [] : BlockDraft.call(targets[number % 2]))
      }
    case .oneSender:
      for number in 0..<40 { draft.send(from: 3, to: targets[number % 2]) }
    case .setCode:
      for number in 0..<10 {
        // Even accounts delegate odd ones to the counter, which are then called.
        draft.delegate(2 * number + 1, to: targets[number % 2], from: 2 * number)
        draft.send(from: 30 + number, to: BlockDraft.account(2 * number + 1))
      }
    case .accessLists:
      for number in 0..<20 {
        draft.send(
          from: number, to: targets[number % 2],
          accessList: [
            AccessListEntry(address: BlockDraft.counter, storageKeys: [0, 1]),
            AccessListEntry(address: BlockDraft.account(number + 1), storageKeys: []),
          ])
      }
    }
  }
}
