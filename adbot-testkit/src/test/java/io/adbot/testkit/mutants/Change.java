package io.adbot.testkit.mutants;

import java.util.OptionalLong;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** What is changed in a method. */
@FunctionalInterface
interface Change {

    /**
     * Begins to rewrite a method.
     *
     * @param out takes the changed method
     * @param result what the method returns
     * @param changed to be run when something was changed
     */
    MethodVisitor begin(MethodVisitor out, Type result, Runnable changed);

    /** The method does nothing but return this; null for a void method or for null itself. */
    static Change returning(Object constant) {
        return (out, result, changed) -> new MethodVisitor(Opcodes.ASM9) {
            @Override
            public void visitCode() {
                out.visitCode();
                push(out, result, constant);
                out.visitInsn(result.getOpcode(Opcodes.IRETURN));
                out.visitMaxs(0, 0);
                out.visitEnd();
                changed.run();
            }
        };
    }

    /** The method does nothing. */
    static Change doingNothing() {
        return returning(null);
    }

    /** The method does not call this one, but takes the constant for its result; null if it has none. */
    static Change takingFor(String call, Object constant) {
        return (out, result, changed) -> new MethodVisitor(Opcodes.ASM9, out) {
            @Override
            public void visitMethodInsn(int opcode, String owner, String name, String descriptor, boolean ofInterface) {
                if (!isMeant(call, owner, name)) {
                    super.visitMethodInsn(opcode, owner, name, descriptor, ofInterface);
                    return;
                }
                Type[] arguments = Type.getArgumentTypes(descriptor);
                for (int i = arguments.length - 1; i >= 0; i--) {
                    drop(out, arguments[i]);
                }
                if (opcode != Opcodes.INVOKESTATIC) {
                    out.visitInsn(Opcodes.POP);
                }
                push(out, Type.getReturnType(descriptor), constant);
                changed.run();
            }
        };
    }

    /** The method does not make these calls, which have no result. */
    static Change without(String call) {
        return takingFor(call, null);
    }

    /** The method makes this call, but takes the constant for its result. */
    static Change mistaking(String call, Object constant) {
        return (out, result, changed) -> new MethodVisitor(Opcodes.ASM9, out) {
            @Override
            public void visitMethodInsn(int opcode, String owner, String name, String descriptor, boolean ofInterface) {
                super.visitMethodInsn(opcode, owner, name, descriptor, ofInterface);
                if (isMeant(call, owner, name)) {
                    drop(out, Type.getReturnType(descriptor));
                    push(out, Type.getReturnType(descriptor), constant);
                    changed.run();
                }
            }
        };
    }

    /** The method does not set this field. */
    static Change notSetting(String field) {
        return (out, result, changed) -> new MethodVisitor(Opcodes.ASM9, out) {
            @Override
            public void visitFieldInsn(int opcode, String owner, String name, String descriptor) {
                if (opcode == Opcodes.PUTFIELD && name.equals(field)) {
                    drop(out, Type.getType(descriptor));
                    out.visitInsn(Opcodes.POP);
                    changed.run();
                } else {
                    super.visitFieldInsn(opcode, owner, name, descriptor);
                }
            }
        };
    }

    /** Calls are named as {@code method} or, where that is not enough, as {@code Class.method}. */
    private static boolean isMeant(String call, String owner, String name) {
        return call.equals(name) || call.equals(owner.substring(owner.lastIndexOf('/') + 1) + "." + name);
    }

    private static void drop(MethodVisitor out, Type type) {
        if (type.getSize() > 0) {
            out.visitInsn(type.getSize() == 2 ? Opcodes.POP2 : Opcodes.POP);
        }
    }

    private static void push(MethodVisitor out, Type type, Object constant) {
        if (constant instanceof Boolean flag) {
            out.visitInsn(flag ? Opcodes.ICONST_1 : Opcodes.ICONST_0);
        } else if (constant instanceof OptionalLong none && none.isEmpty()) {
            out.visitMethodInsn(
                    Opcodes.INVOKESTATIC, "java/util/OptionalLong", "empty", "()Ljava/util/OptionalLong;", false);
        } else if (constant != null) {
            out.visitLdcInsn(constant);
        } else if (type.getSort() != Type.VOID) {
            out.visitInsn(Opcodes.ACONST_NULL);
        }
    }
}
