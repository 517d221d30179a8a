# Names of containers and images, which are asked for when they are needed.

_hangari_kind() { # WORDS...: sets kind
    kind=
    local word command=
    shift
    for word in "$@"; do
        case $word in
            -*) ;;
            container | image) [ -z "$command" ] && group=$word && continue ;;
        esac
        case $word in
            -*) ;;
            *)
                command=$word
                break
                ;;
        esac
    done
    case $command in
        start | stop | kill | pause | unpause | restart | rm | wait | stats | inspect) kind=containers ;;
        exec | attach | logs | rename | top | port) kind=containers ;;
        run | create) kind=images ;;
        rmi | tag | history | layers | save) kind=images ;;
        *) kind= ;;
    esac
    [ "$group" = image ] && [ "$command" = rm -o "$command" = inspect ] && kind=images
}

_hangari_complete_names() {
    local kind group= line names word=${COMP_WORDS[COMP_CWORD]}
    _complete_hangari "$@"
    [ "${#COMPREPLY[@]}" -gt 0 ] && return 0
    case $word in -*) return 0 ;; esac
    _hangari_kind "${COMP_WORDS[@]}"
    [ -n "$kind" ] || return 0
    # bash takes a name with a colon for several words: the whole one is what stands before the cursor
    line=${COMP_LINE:0:COMP_POINT}
    line=${line##* }
    names=$("${COMP_WORDS[0]}" complete-names "$kind" 2>/dev/null </dev/null)
    COMPREPLY=($(compgen -W "$names" -- "$line"))
    case $line in
        *:*)
            local i
            for ((i = 0; i < ${#COMPREPLY[@]}; i++)); do
                COMPREPLY[i]=${COMPREPLY[i]#"${line%"${line##*:}"}"}
            done
            ;;
    esac
}

complete -F _hangari_complete_names -o default hangari hangari.sh hangari.bash
