import EthereumTypes

/// Calls of tokens, pools and collections.
extension WorkloadGenerator {
  mutating func rebasingTransfer(by sender: Int) -> ContractCall {
    let recipient = recipient(of: sender)
    let shares = [population.accounts[sender].address, recipient].map {
      StorageLayout.slot(of: RebasingTokenContract.Slot.sharesOf, key: $0)
    }
    return ContractCall(
      to: contracts.rebasingToken,
      data: ContractCall.data(
        RebasingTokenContract.Selector.transfer, recipient.word, tokenAmount()),
      accessList: [AccessListEntry(address: contracts.rebasingToken, storageKeys: shares)])
  }

  /// Reports a little more than before.
  mutating func rebase() -> ContractCall {
    totalPooled = totalPooled + UInt256(1 + random.below(1_000_000_000_000_000_000))
    return ContractCall(
      to: contracts.rebasingToken,
      data: ContractCall.data(RebasingTokenContract.Selector.rebase, totalPooled),
      accessList: [
        AccessListEntry(
          address: contracts.rebasingToken,
          storageKeys: [RebasingTokenContract.Slot.totalPooled])
      ])
  }

  mutating func stableSwap(by sender: Int) -> ContractCall {
    let pool = contracts.stablePools[population.homePairs[sender]]
    let isZeroForOne: UInt256 = random.happens(percent: 50) ? 1 : 0
    return ContractCall(
      to: pool.address,
      data: ContractCall.data(
        StablePoolContract.Selector.exchange, isZeroForOne, tokenAmount(), 1),
      accessList: [
        AccessListEntry(
          address: pool.address,
          storageKeys: [StablePoolContract.Slot.reserve0, StablePoolContract.Slot.reserve1])
      ])
  }

  /// Trades the first token of the account's route for the token one to four pools further on.
  mutating func route(by sender: Int, readsOracle: Bool) -> ContractCall {
    let start = contracts.routeStart(population.homePairs[sender], hops: parameters.routeHops)
    let most = min(parameters.routeHops, contracts.routePools.count - start)
    let pools = contracts.routePools[start..<start + 1 + random.index(of: most)]
    let token = contracts.routePools[start].token0
    return ContractCall(
      to: contracts.router,
      data: ContractCall.data(
        RouterContract.Selector.swap,
        [
          .word(token.word), .word(tokenAmount()),
          .word(readsOracle ? contracts.priceSource.word : .zero),
          .addresses(pools.map(\.address)),
        ]),
      accessList: pools.map {
        AccessListEntry(
          address: $0.address,
          storageKeys: [PairContract.Slot.reserve0, PairContract.Slot.reserve1])
      })
  }

  mutating func mint(readsOracle: Bool) -> ContractCall {
    let collection = contracts.collections[collections.draw(using: &random)]
    return ContractCall(
      to: collection,
      data: ContractCall.data(
        CollectionContract.Selector.mint, readsOracle ? contracts.priceSource.word : .zero),
      accessList: [
        AccessListEntry(
          address: collection, storageKeys: [CollectionContract.Slot.totalSupply])
      ])
  }

  /// A token transfer that fails: it asks for more than there is, or its gas does not suffice.
  mutating func failingTransfer(by sender: Int, amount: UInt256) -> ContractCall {
    let token = contracts.tokens[population.homeTokens[sender]]
    return ContractCall(
      to: token,
      data: ContractCall.data(
        TokenContract.Selector.transfer, recipient(of: sender).word, amount))
  }
}

extension WorkloadContracts {
  /// The pool that an account's routes start at: early enough for the longest.
  func routeStart(_ homePair: Int, hops: Int) -> Int {
    max(0, min(homePair, routePools.count - hops))
  }
}
