import BlockSets
import EthereumTypes
import Foundation
import TestSupport
import Testing

@Suite struct WorkloadGenesisTests {
  static let generator = WorkloadGenerator(.mixed())
  static let allocation = generator.genesis.allocation
  static let contracts = generator.contracts

  @Test func theHeaderIsAmsterdams() {
    let header = Self.generator.genesis.header
    #expect(header.number == 0)
    #expect(header.gasLimit == 60_000_000)
    #expect(header.blockAccessListHash == .emptyListHash)
    #expect(header.slotNumber == 0)
  }

  @Test func tokensAreWorthWhatTheirHoldersHave() throws {
    #expect(Self.contracts.tokens.count == 8)
    for token in Self.contracts.tokens {
      let storage = try #require(Self.allocation[token]).storage
      let balances = storage.filter { $0.key != TokenContract.Slot.totalSupply && $0.value != .max }
      #expect(balances.values.reduce(.zero, +) == storage[TokenContract.Slot.totalSupply])
    }
  }

  @Test func pairsOwnTheirReserves() throws {
    #expect(Self.contracts.pairs.count == 8)
    for pair in Self.contracts.pairs {
      let storage = try #require(Self.allocation[pair.address]).storage
      #expect(storage[PairContract.Slot.token0] == pair.token0.word)
      #expect(storage[PairContract.Slot.token1] == pair.token1.word)
      let slot = StorageLayout.slot(of: TokenContract.Slot.balanceOf, key: pair.address)
      #expect(Self.allocation[pair.token0]?.storage[slot] == storage[PairContract.Slot.reserve0])
      #expect(Self.allocation[pair.token1]?.storage[slot] == storage[PairContract.Slot.reserve1])
    }
  }

  @Test func theMarketHoldsItsCollateral() throws {
    let lending = try #require(Self.allocation[Self.contracts.lending])
    let collateral = lending.storage.filter { $0.key != LendingContract.Slot.priceSource }
    #expect(collateral.count == 1_000)
    #expect(collateral.values.reduce(.zero, +) == lending.balance)
    // The chain of calls: market, adapter, oracle.
    #expect(lending.storage[LendingContract.Slot.priceSource] == Self.contracts.adapter.word)
    #expect(
      Self.allocation[Self.contracts.adapter]?.storage == [
        AdapterContract.Slot.oracle: Self.contracts.oracle.word
      ])
  }

  @Test func everyContractHasCode() throws {
    let withCode = Self.allocation.filter { !$0.value.code.isEmpty }
    // 4 system contracts, 8 tokens, 8 pairs, oracle, adapter, lending market, counter.
    #expect(withCode.count == 24)
    #expect(withCode.values.allSatisfy { $0.nonce == 1 })
  }

  @Test(.enabled(if: Fixtures.pack("amsterdam-bal") != nil, Comment(rawValue: Fixtures.absence)))
  func systemContractsAreThoseOfTheTests() throws {
    let pack = try #require(Fixtures.pack("amsterdam-bal"))
    let selection = try FileSelection(path: pack.path)
    let name = try #require(selection.names.first)
    guard case .chains(let chains) = try BlockFile(path: selection.path(of: name)).read() else {
      Issue.record("\(name): expected blockchain tests")
      return
    }
    let chain = try #require(chains.first)
    for contract in [
      "0x000f3df6d732807ef1319fb7b8bb8522d0beac02", "0x0000f90827f1c53a10cb7a02335b175320002935",
      "0x00000961ef480eb55e80d19ad83579a64c007002", "0x0000bbddc7ce488642fb579f8b00f3a590007251",
    ] {
      let address = try #require(Address(hex: contract))
      #expect(Self.allocation[address] == chain.preState[address])
    }
  }
}
