import EthereumTypes

/// Calls of accounts that run code, and of what reads through a directory.
extension WorkloadGenerator {
  /// A token transfer that a smart account makes.
  private mutating func walletTransfer(_ number: Int) -> (token: Address, data: [UInt8]) {
    (
      contracts.tokens[population.homeTokens[number]],
      ContractCall.data(
        TokenContract.Selector.transfer, recipient(of: number).word, tokenAmount())
    )
  }

  mutating func walletCall(by sender: Int) -> ContractCall {
    let wallet = WorkloadContracts.wallet(sender)
    let (token, data) = walletTransfer(sender)
    return ContractCall(
      to: wallet,
      data: ContractCall.data(
        WalletContract.Selector.execute, [.word(token.word), .word(.zero), .bytes(data)]),
      accessList: [
        AccessListEntry(address: wallet, storageKeys: [WalletContract.Slot.nonce]),
        AccessListEntry(address: token, storageKeys: [Self.tokenBalance(of: wallet)]),
      ])
  }

  mutating func userOperations(by bundler: Address) -> ContractCall {
    var wallets: [Address] = []
    var operations: [ABIValue] = []
    for _ in 0..<parameters.bundleOperations {
      let number = accountDraw.draw(using: &random)
      let wallet = WorkloadContracts.wallet(number)
      let (token, data) = walletTransfer(number)
      wallets.append(wallet)
      operations.append(
        .tuple([.word(wallet.word), .word(token.word), .word(.zero), .bytes(data)]))
    }
    return ContractCall(
      to: contracts.entryPoint,
      data: ContractCall.data(
        EntryPointContract.Selector.handleOperations,
        [.word(bundler.word), .array(operations)]),
      accessList: Set(wallets).sorted().map {
        AccessListEntry(address: $0, storageKeys: [WalletContract.Slot.nonce])
      })
  }

  /// An account delegates itself, and runs two calls at once.
  mutating func ownDelegation(of number: Int) -> ContractCall {
    let account = population.delegators[number]
    let token = contracts.tokens[number % contracts.tokens.count]
    let recipients = [recipient(of: number), recipient(of: number)]
    let transfers: [ABIValue] = recipients.map { recipient in
      .tuple([
        .word(token.word), .word(.zero),
        .bytes(
          ContractCall.data(
            TokenContract.Selector.transfer, recipient.word, tokenAmount())),
      ])
    }
    // The transaction itself comes first (EIP-7702).
    return ContractCall(
      to: account.address,
      data: ContractCall.data(DelegateContract.Selector.executeBatch, [.array(transfers)]),
      authorizations: [authorization(by: account, nonce: account.nonce + 1)])
  }

  /// An account pays for the delegation of another one, and sends it ether.
  mutating func sponsoredDelegation() -> ContractCall {
    let number = delegatorDraw.draw(using: &random)
    let account = population.delegators[number]
    population.delegators[number].nonce += 1
    return ContractCall(
      to: account.address, value: UInt256(1 + random.below(1_000_000_000)),
      authorizations: [authorization(by: account, nonce: account.nonce)])
  }

  private mutating func authorization(
    by account: WorkloadAccount, nonce: UInt64
  ) -> Authorization {
    .signed(
      chainID: UInt256(Self.chainID),
      address: contracts.delegates[random.index(of: contracts.delegates.count)], nonce: nonce,
      with: account.privateKey)
  }

  /// Reads the feed that the directory names; nothing here names either of them.
  func follow() -> ContractCall {
    ContractCall(
      to: contracts.follower, data: ContractCall.data(FollowerContract.Selector.follow))
  }

  mutating func redirect() -> ContractCall {
    redirection.change()
    return ContractCall(
      to: contracts.directory,
      data: ContractCall.data(
        DirectoryContract.Selector.redirect, contracts.feeds[redirection.other].word),
      accessList: [
        AccessListEntry(
          address: contracts.directory, storageKeys: [DirectoryContract.Slot.current])
      ])
  }

  mutating func feedUpdate() -> ContractCall {
    let feed = contracts.feeds[redirection.other]
    return ContractCall(
      to: feed,
      data: ContractCall.data(OracleContract.Selector.update, redirection.nextValue()),
      accessList: [AccessListEntry(address: feed, storageKeys: [OracleContract.Slot.price])])
  }
}
