package io.retort.kernel;

import java.lang.invoke.CallSite;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.HashSet;
import java.util.Set;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Adds a {@link StopCheck} before each backward branch of a class. The check takes and leaves nothing, so that stack
 * sizes and stack map frames stay as the compiler wrote them.
 */
final class StopCheckWeaver {
    private static final Handle LINK = new Handle(
            Opcodes.H_INVOKESTATIC,
            Type.getInternalName(StopCheck.class),
            "link",
            MethodType.methodType(CallSite.class, MethodHandles.Lookup.class, String.class, MethodType.class)
                    .toMethodDescriptorString(),
            false);

    private StopCheckWeaver() {}

    static byte[] weave(byte[] bytecode) {
        ClassReader reader = new ClassReader(bytecode);
        ClassWriter writer = new ClassWriter(reader, 0);
        reader.accept(new LoopingClass(writer), 0);
        return writer.toByteArray();
    }

    private static final class LoopingClass extends ClassVisitor {
        LoopingClass(ClassVisitor next) {
            super(Opcodes.ASM9, next);
        }

        @Override
        public MethodVisitor visitMethod(
                int access, String name, String descriptor, String signature, String[] exceptions) {
            return new LoopingMethod(super.visitMethod(access, name, descriptor, signature, exceptions));
        }
    }

    private static final class LoopingMethod extends MethodVisitor {
        private final Set<Label> passed = new HashSet<>();

        LoopingMethod(MethodVisitor next) {
            super(Opcodes.ASM9, next);
        }

        @Override
        public void visitLabel(Label label) {
            passed.add(label);
            super.visitLabel(label);
        }

        @Override
        public void visitJumpInsn(int opcode, Label label) {
            if (passed.contains(label)) {
                super.visitInvokeDynamicInsn("check", "()V", LINK);
            }
            super.visitJumpInsn(opcode, label);
        }
    }
}
