import EthereumTypes

/// Operations on accounts and storage.
///
/// Each returns the gas left, or −1 when it does not suffice; then nothing has happened but what
/// the specification of EIP-7928 lists before the failing charge.
extension EVM {
  /// Charges the access to an account that an operand names, and lists the account.
  @inline(__always)
  mutating func access(_ word: UInt256, gas left: inout Int64) -> AccountID? {
    let account = state.id(of: Address(word: word))
    if !state.isWarm(account) {
      if left < gas.coldAccountExtra { return nil }
      left -= gas.coldAccountExtra
      state.warm(account)
    }
    state.touch(account)
    return account
  }

  @inline(never)
  mutating func pushBalance(
    of word: UInt256, to result: UnsafeMutablePointer<UInt256>, gas: Int64
  ) -> Int64 {
    var left = gas
    guard let account = access(word, gas: &left) else { return -1 }
    result.pointee = state.balance(account)
    return left
  }

  @inline(never)
  mutating func pushCodeSize(
    of word: UInt256, to result: UnsafeMutablePointer<UInt256>, gas: Int64
  ) -> Int64 {
    var left = gas
    guard let account = access(word, gas: &left) else { return -1 }
    result.pointee = UInt256(UInt64(state.code(account).count))
    return left
  }

  @inline(never)
  mutating func pushCodeHash(
    of word: UInt256, to result: UnsafeMutablePointer<UInt256>, gas: Int64
  ) -> Int64 {
    var left = gas
    guard let account = access(word, gas: &left) else { return -1 }
    result.pointee = state.isEmpty(account) ? .zero : state.codeHash(account).word
    return left
  }

  /// EXTCODECOPY, whose operands are the address and then those of `copy`.
  @inline(never)
  mutating func copyExternalCode(
    _ frame: UnsafeMutablePointer<Frame>, operands: UnsafeMutablePointer<UInt256>, gas: Int64
  ) -> Int64 {
    let account = state.id(of: Address(word: operands[0]))
    let cost = state.isWarm(account) ? 0 : self.gas.coldAccountExtra
    // Everything is charged before the account is read.
    let left = grow(
      frame, offset: operands[-1], size: operands[-3], wordCost: GasSchedule.copyWord,
      gas: gas - cost)
    if left < 0 { return -1 }
    state.warm(account)
    state.touch(account)
    fill(
      frame, from: UnsafeRawBufferPointer(state.code(account).bytes), operands: operands - 1)
    return left
  }

  @inline(never)
  mutating func loadStorage(
    _ frame: UnsafeMutablePointer<Frame>, key: UInt256, to result: UnsafeMutablePointer<UInt256>,
    gas: Int64
  ) -> Int64 {
    let slot = state.slotID(frame.pointee.account, key)
    var left = gas
    if !state.isWarm(slot) {
      left -= self.gas.coldSlotExtra
      if left < 0 { return -1 }
      state.warm(slot)
    }
    state.touch(slot)
    result.pointee = state.value(slot)
    return left
  }

  /// SSTORE.
  ///
  /// - Parameters:
  ///   - gas: The gas left after what the block has charged in advance.
  ///   - reserve: What the block has charged in advance.
  /// - Returns: −2 for a violation of the 2,300 gas rule.
  @inline(never)
  mutating func store(
    _ frame: UnsafeMutablePointer<Frame>, key: UInt256, value: UInt256, gas: Int64, reserve: Int64
  ) -> Int64 {
    if rules.slotPricing == .netAboveStipend, gas + reserve <= GasSchedule.callStipend {
      return -2
    }
    let slot = state.slotID(frame.pointee.account, key)
    state.touch(slot)
    let original = state.originalValue(slot)
    let current = state.value(slot)
    var left = gas - slotCost(original: original, current: current, new: value)
    if !state.isWarm(slot) { left -= self.gas.coldSlotWriteExtra }
    if left < 0 { return -1 }
    state.warm(slot)
    state.refund += slotRefund(original: original, current: current, new: value)
    if current != value { state.setValue(slot, value) }
    return left
  }

  /// SELFDESTRUCT.
  @inline(never)
  mutating func selfDestruct(
    _ frame: UnsafeMutablePointer<Frame>, beneficiary word: UInt256, gas: Int64
  ) -> Int64 {
    let beneficiary = state.id(of: Address(word: word))
    var left = gas
    if !state.isWarm(beneficiary) { left -= self.gas.coldBeneficiary }
    if left < 0 { return -1 }
    state.warm(beneficiary)
    state.touch(beneficiary)
    let account = frame.pointee.account
    let balance = state.balance(account)
    if makesBeneficiary(beneficiary, balance) { left -= self.gas.selfDestructNewAccount }
    if left < 0 { return -1 }

    if !state.isScheduledForDestruction(account) { state.refund += self.gas.selfDestructRefund }
    let isDestroyed = !rules.keepsOldContracts || state.isCreatedInTransaction(account)
    if beneficiary != account {
      if balance.isZero {
        state.markEmptyTouched(beneficiary)
      } else {
        transfer(from: account, to: beneficiary, value: balance)
      }
    } else if isDestroyed, !balance.isZero {
      state.subtractBalance(account, balance)
      if rules.logsTransfers {
        state.emit(.burn(of: state.address(of: account), value: balance))
      }
    }
    if isDestroyed { state.scheduleDestruction(account) }
    return left
  }

  private mutating func makesBeneficiary(_ account: AccountID, _ balance: UInt256) -> Bool {
    if gas.selfDestructNewAccount == 0 { return false }
    if rules.clearsEmptyAccounts { return !balance.isZero && state.isEmpty(account) }
    return !state.exists(account)
  }

  /// BLOCKHASH: the last 256 blocks.
  @inline(never)
  mutating func blockHash(_ word: UInt256) -> UInt256 {
    guard let number = word.uint64, number < block.number, number + 256 >= block.number else {
      return .zero
    }
    return block.blockHashes[number]?.word ?? .zero
  }

  /// BLOBHASH.
  @inline(never)
  mutating func blobHash(_ word: UInt256) -> UInt256 {
    guard let index = word.uint64, index < UInt64(blobHashes.count) else { return .zero }
    return blobHashes[Int(index)].word
  }
}

extension OverlayState {
  /// Whether a call to the account runs a precompiled contract.
  @inline(__always)
  func isPrecompile(_ id: AccountID) -> Bool { accountTable.entries[id.index].isPrecompile }
}
