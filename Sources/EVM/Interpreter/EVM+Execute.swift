import EthereumTypes

/// Messages from outside.
extension EVM {
  /// Runs a message in the current transaction.
  ///
  /// Touches the called account and the account that it delegates to, or the created account.
  /// The caller has warmed what a transaction warms, and the sender holds the value.
  package mutating func execute(_ message: CallMessage) -> CallOutcome {
    let refundBefore = state.refund
    fatalError = nil
    depth = 0
    var outcome = message.data.withUnsafeBytes { data in
      switch message.kind {
      case .call(let target): call(message, target, data)
      case .create(let address): create(message, address, data)
      }
    }
    if let failure = state.failure { fatalError = .stateRead(failure) }
    if let fatalError {
      outcome = CallOutcome(status: .fatal(fatalError), gasLeft: 0)
    } else if outcome.status == .success {
      outcome.gasRefund = state.refund - refundBefore
    }
    observer?.endMessage(outcome)
    return outcome
  }

  private mutating func call(
    _ message: CallMessage, _ target: Address, _ data: UnsafeRawBufferPointer
  ) -> CallOutcome {
    let account = state.id(of: target)
    state.touch(account)
    var code = state.code(account)
    var isDelegated = false
    if rules.followsDelegations, let delegate = code.delegate {
      // EIP-7702: a delegate's precompiled contract is not run, its code is empty.
      isDelegated = true
      let delegate = state.id(of: delegate)
      state.touch(delegate)
      state.warm(delegate)
      code = state.code(delegate)
    }
    let checkpoint = state.checkpoint()
    moveValue(from: message.sender, to: account, message.value)
    if !isDelegated, Precompiles.isPrecompile(target, fork: rules.fork) {
      return callPrecompile(target, data, gas: message.gas, checkpoint)
    }
    if code.count == 0 { return CallOutcome(status: .success, gasLeft: message.gas) }

    let frame = prepareFrame(at: 0)
    frame.pointee.setMessage(message, data, account: account, address: target, checkpoint)
    frame.pointee.code = code.analyzed(opcodes)
    return outcome(of: run())
  }

  private mutating func callPrecompile(
    _ target: Address, _ data: UnsafeRawBufferPointer, gas: Int64, _ checkpoint: Checkpoint
  ) -> CallOutcome {
    switch Precompiles.run(
      at: target, input: data, gas: gas, fork: rules.fork, output: &precompileOutput)
    {
    case .success(let cost):
      return CallOutcome(status: .success, gasLeft: gas - cost, output: precompileOutput)
    case .failure:
      state.revert(to: checkpoint)
      return CallOutcome(status: .halt(.precompileFailure), gasLeft: 0)
    case .unsupported:
      fatalError = .unsupportedPrecompile(target)
      return CallOutcome(status: .halt(.precompileFailure), gasLeft: 0)
    }
  }

  private mutating func create(
    _ message: CallMessage, _ address: Address, _ data: UnsafeRawBufferPointer
  ) -> CallOutcome {
    let account = state.id(of: address)
    // EIP-2929: a created address is warm, and stays so when the creation fails.
    state.warm(account)
    state.touch(account)
    if state.hasCollision(account) {
      return CallOutcome(status: .halt(.createCollision), gasLeft: 0)
    }
    let checkpoint = state.checkpoint()
    beginCreation(account)
    moveValue(from: message.sender, to: account, message.value)
    if data.isEmpty {
      return CallOutcome(status: .success, gasLeft: message.gas, createdAddress: address)
    }

    let frame = prepareFrame(at: 0)
    frame.pointee.setMessage(
      message, UnsafeRawBufferPointer(start: nil, count: 0), account: account, address: address,
      checkpoint)
    frame.pointee.kind = .create
    frame.pointee.ownsCode = true
    frame.pointee.code = CodeAnalysis.analyze(
      data.assumingMemoryBound(to: UInt8.self), opcodes: opcodes)
    var outcome = outcome(of: run())
    if outcome.status == .success { outcome.createdAddress = address }
    return outcome
  }

  private mutating func moveValue(from sender: Address, to account: AccountID, _ value: UInt256) {
    if value.isZero {
      state.markEmptyTouched(account)
      return
    }
    let sender = state.id(of: sender)
    state.touch(sender)
    transfer(from: sender, to: account, value: value)
  }

  private mutating func outcome(of ending: FrameEnding) -> CallOutcome {
    let output = [UInt8](ending.output)
    return switch ending.status {
    case .success: CallOutcome(status: .success, gasLeft: ending.gas, output: output)
    case .revert: CallOutcome(status: .revert, gasLeft: ending.gas, output: output)
    case .halt: CallOutcome(status: .halt(haltReason), gasLeft: 0)
    }
  }
}

extension Frame {
  /// Sets what the outermost frame has from its message.
  fileprivate mutating func setMessage(
    _ message: CallMessage, _ data: UnsafeRawBufferPointer, account: AccountID, address: Address,
    _ checkpoint: Checkpoint
  ) {
    gas = message.gas
    input = data
    kind = .call
    isStatic = false
    ownsCode = false
    self.account = account
    self.address = address
    caller = message.sender
    value = message.value
    self.checkpoint = checkpoint
    output = MemoryRegion(offset: 0, count: 0)
  }
}
